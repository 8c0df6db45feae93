@NullMarked
package dev.latchkey.provisioning;

import org.jspecify.annotations.NullMarked;
