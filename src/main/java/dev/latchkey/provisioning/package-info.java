/**
 * Brings in many users at once: a CSV file is read, what would become of each line is shown, and then a background task
 * does it.
 */
@NullMarked
package dev.latchkey.provisioning;

import org.jspecify.annotations.NullMarked;
