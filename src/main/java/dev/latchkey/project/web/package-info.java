/** The Projects page. */
@NullMarked
package dev.latchkey.project.web;

import org.jspecify.annotations.NullMarked;
