package dev.latchkey.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.LongSupplier;

/** Remembers how many users a search found until a user changes, for the further pages of its result. */
@ApplicationScoped
class FoundUsers {

    private static final int MOST_SEARCHES = 1_000;

    private final Cache<Search, Found> remembered =
            Caffeine.newBuilder().maximumSize(MOST_SEARCHES).build();

    /** The conditions of a search with their values. */
    record Search(String where, Map<String, Object> values) {}

    private record Found(long changes, long number) {}

    /** @param changes the number of changes to users so far, read before the count */
    long number(Search search, long changes, LongSupplier count) {
        var before = remembered.getIfPresent(search);
        if (before != null && before.changes() == changes) {
            return before.number();
        }
        var found = new Found(changes, count.getAsLong());
        remembered.put(search, found);
        return found.number();
    }
}
