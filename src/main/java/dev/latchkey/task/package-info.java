/**
 * Background tasks: work that takes longer than a request, in batches of one transaction each, which also stores the
 * progress. Tasks can be watched and cancelled, and resume on another server if theirs dies. Features implement
 * {@link dev.latchkey.task.Work}.
 */
@NullMarked
package dev.latchkey.task;

import org.jspecify.annotations.NullMarked;
