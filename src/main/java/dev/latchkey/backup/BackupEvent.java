package dev.latchkey.backup;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** Backups. */
sealed interface BackupEvent extends DomainEvent {

    /** The folder of backups has a new one. */
    record DatabaseBackedUp() implements BackupEvent {

        @Override
        public Subject subject() {
            return Subject.UNKNOWN;
        }
    }
}
