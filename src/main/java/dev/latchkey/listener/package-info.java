/**
 * What the microbundle adds to the server's HTTP listener, where a request is no more than bytes that arrive. Part of the bundle
 * only, not of the WAR: it is written against Grizzly, Payara's network layer.
 */
@NullMarked
package dev.latchkey.listener;

import org.jspecify.annotations.NullMarked;
