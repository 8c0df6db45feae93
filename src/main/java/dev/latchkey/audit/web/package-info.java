/** The Audit log page, and the refusals that every answer is looked at for. */
@NullMarked
package dev.latchkey.audit.web;

import org.jspecify.annotations.NullMarked;
