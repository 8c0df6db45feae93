/**
 * Projects, which project analysis tokens belong to. Projects are created and deleted by administrators, and have only
 * a key and a name.
 */
@NullMarked
package dev.latchkey.project;

import org.jspecify.annotations.NullMarked;
