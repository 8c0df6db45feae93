/**
 * Extends the server's HTTP listener, below the servlet container. Part of the bundle only, not of the WAR: it depends
 * on Grizzly, Payara's network layer.
 */
@NullMarked
package dev.latchkey.listener;

import org.jspecify.annotations.NullMarked;
