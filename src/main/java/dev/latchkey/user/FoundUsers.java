package dev.latchkey.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Remembers what searches found until a user changes, for the further pages of their results: how many users, and where a
 * page began.
 */
@ApplicationScoped
class FoundUsers {

    private static final int MOST_SEARCHES = 1_000;
    private static final int MOST_PLACES = 10_000;

    /** One place is remembered for so many users: the database skips the rest one by one. */
    static final int STEP = 1_000;

    private final Cache<Search, Found> numbers =
            Caffeine.newBuilder().maximumSize(MOST_SEARCHES).build();
    private final Cache<Step, Place> places =
            Caffeine.newBuilder().maximumSize(MOST_PLACES).build();

    /** The conditions of a query, and whether the text is searched in the email, too. */
    record Search(UserQuery query, boolean emailToo) {

        Search {
            query = query.conditions();
        }
    }

    private record Found(long changes, long number) {}

    private record Step(Search search, int number) {}

    /**
     * A user in a result by login, ascending.
     *
     * @param offset the number of users before this one
     */
    record Place(long changes, int offset, String login) {}

    /** @param changes the number of changes to users so far */
    OptionalLong number(Search search, long changes) {
        var before = numbers.getIfPresent(search);
        return before == null || before.changes() != changes ? OptionalLong.empty() : OptionalLong.of(before.number());
    }

    /** @param changes the number of changes to users so far, read before the count */
    void remember(Search search, long changes, long number) {
        numbers.put(search, new Found(changes, number));
    }

    /**
     * The remembered place of the step with this offset, if it is not behind it; otherwise that of the step before.
     *
     * @param changes the number of changes to users so far, read before the page
     */
    Optional<Place> place(Search search, long changes, int offset) {
        var step = offset / STEP;
        return Stream.of(step, step - 1)
                .map(number -> places.getIfPresent(new Step(search, number)))
                .filter(Objects::nonNull)
                .filter(place -> place.changes() == changes && place.offset() <= offset)
                .findFirst();
    }

    /** Keeps the first place of each step, from which the whole step can be reached. */
    void remember(Search search, Place place) {
        places.asMap().merge(new Step(search, place.offset() / STEP), place, FoundUsers::kept);
    }

    private static Place kept(Place before, Place place) {
        return before.changes() == place.changes() && before.offset() <= place.offset() ? before : place;
    }
}
