/**
 * Work that takes longer than a request (background tasks): done batch by batch, each a transaction that moves the progress
 * along. It is seen while it runs, can be cancelled, and goes on where it was when its server has died. What is to be done
 * is a feature's own: it implements {@link dev.latchkey.task.Work}.
 */
@NullMarked
package dev.latchkey.task;

import org.jspecify.annotations.NullMarked;
