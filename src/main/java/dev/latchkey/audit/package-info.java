/**
 * The audit log: who did what to whom, when, from where, and whether it was refused.
 *
 * <p>Every {@link dev.latchkey.shared.DomainEvent} becomes one {@link dev.latchkey.audit.AuditEntry}, written at the end of
 * the transaction that fired it: no change without its entry, no entry without its change. An entry carries the hash of the
 * one before it, so that a changed, removed or inserted one is found. There are several such chains, so that writers do not
 * wait for each other; each transaction takes one that is free. No feature knows this package.
 */
@NullMarked
package dev.latchkey.audit;

import org.jspecify.annotations.NullMarked;
