/**
 * Projects: what a project analysis token belongs to. A project is created, and deleted with everything that its tokens
 * may do; here it has a key and a name, and no more.
 */
@NullMarked
package dev.latchkey.project;

import org.jspecify.annotations.NullMarked;
