package dev.latchkey.authentication;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Locale;
import java.util.Map;

/** Sign-ins, successful or not, and ends of sessions. */
sealed interface SessionEvent extends DomainEvent {

    /** A session has begun, or the first Basic call of a day has come from a network. */
    record SignedIn(long userId, Way way) implements SessionEvent {

        /** How. */
        enum Way {
            SESSION,
            BASIC
        }

        @Override
        public Subject subject() {
            return Subject.user(userId);
        }

        @Override
        public Map<String, String> details() {
            return Map.of("by", way.name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * The login or the password was wrong. Never with the login as typed: people type their password into the wrong field.
     *
     * @param subject the user of that login, if there is one
     */
    record SignInFailed(Subject subject) implements SessionEvent {

        @Override
        public boolean refused() {
            return true;
        }
    }

    /**
     * A limit of attempts is exhausted, so the password is not checked. One entry covers everything that a limit refuses
     * within some minutes.
     *
     * @param subject the user of that login, if there is one
     */
    record SignInTurnedAway(Subject subject) implements SessionEvent {

        @Override
        public boolean refused() {
            return true;
        }
    }

    record SignedOut(long userId) implements SessionEvent {

        @Override
        public Subject subject() {
            return Subject.user(userId);
        }
    }

    /** A user has signed out elsewhere, or everywhere. */
    record SessionsEnded(long userId, int count) implements SessionEvent {

        @Override
        public Subject subject() {
            return Subject.user(userId);
        }

        @Override
        public Map<String, String> details() {
            return Map.of("count", Integer.toString(count));
        }
    }
}
