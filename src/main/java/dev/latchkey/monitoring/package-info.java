/** Figures for those who monitor the server. Observes the other features, which do not know it. */
@NullMarked
package dev.latchkey.monitoring;

import org.jspecify.annotations.NullMarked;
