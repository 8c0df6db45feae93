package dev.latchkey.inventory;

import dev.latchkey.token.TokenSummary;
import java.io.Serializable;
import java.util.List;

/**
 * Active tokens that descend from others by generation or rotation, and end with them if those have leaked.
 *
 * @param count their number
 * @param tokens the newest ones, at most {@link #MOST_LISTED}
 */
public record Descendants(int count, List<TokenSummary> tokens) implements Serializable {

    /** As many as a reader checks before confirming. */
    static final int MOST_LISTED = 100;
}
