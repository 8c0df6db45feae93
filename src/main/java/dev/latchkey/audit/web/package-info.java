/** The Audit log page, and the filter that records refusals. */
@NullMarked
package dev.latchkey.audit.web;

import org.jspecify.annotations.NullMarked;
