package dev.latchkey.inventory;

import java.io.Serializable;
import java.util.List;

/**
 * Good tokens that come from others by generation or rotation, and end with them when those have leaked.
 *
 * @param count how many
 * @param tokens the newest of them, at most {@link #MOST_LISTED}
 */
public record Descendants(int count, List<ListedToken> tokens) implements Serializable {

    /** As many as a reader looks through before an answer. */
    static final int MOST_LISTED = 100;
}
