/** The audit_log calls of the Web API. */
@NullMarked
package dev.latchkey.audit.rest;

import org.jspecify.annotations.NullMarked;
