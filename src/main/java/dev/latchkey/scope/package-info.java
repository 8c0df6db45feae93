/**
 * Scopes, which limit what a token may do (RFC 6749, section 3.3). Latchkey's own open its Web API, and mean the same to
 * everybody. Administrators register those of the organisation's services, which ask for them by introspection.
 */
@NullMarked
package dev.latchkey.scope;

import org.jspecify.annotations.NullMarked;
