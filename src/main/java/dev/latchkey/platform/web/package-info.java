/** The pages without a feature: lists that page in the database, messages, what happens on errors. */
@NullMarked
package dev.latchkey.platform.web;

import org.jspecify.annotations.NullMarked;
