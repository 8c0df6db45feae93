/**
 * The audit log: who did what to whom, when, from where, and whether it was refused.
 *
 * <p>Every {@link dev.latchkey.shared.DomainEvent} becomes one {@link dev.latchkey.audit.AuditEntry}, written at the
 * end of the same transaction: no change without entry, no entry without change. Each entry contains the hash of the
 * previous one, so that changes, removals and insertions are detected. Several chains let transactions write in
 * parallel; each takes a free one. No feature depends on this package.
 */
@NullMarked
package dev.latchkey.audit;

import org.jspecify.annotations.NullMarked;
