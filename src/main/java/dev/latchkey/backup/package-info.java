/** Copies the embedded database and the key of the audit log for the operator, who takes the copy elsewhere. */
@NullMarked
package dev.latchkey.backup;

import org.jspecify.annotations.NullMarked;
