/** Page support for all features: lists that page in the database, messages, errors. */
@NullMarked
package dev.latchkey.platform.web;

import org.jspecify.annotations.NullMarked;
