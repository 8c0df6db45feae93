/** The “Import users” page. */
@NullMarked
package dev.latchkey.provisioning.web;

import org.jspecify.annotations.NullMarked;
