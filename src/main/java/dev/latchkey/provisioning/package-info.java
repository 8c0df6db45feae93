/** Imports many users: reads a CSV file, previews each line, and imports the file in a background task. */
@NullMarked
package dev.latchkey.provisioning;

import org.jspecify.annotations.NullMarked;
