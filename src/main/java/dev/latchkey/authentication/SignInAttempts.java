package dev.latchkey.authentication;

import dev.latchkey.authentication.AttemptCounts.Limit;
import dev.latchkey.authentication.AttemptCounts.OutrunException;
import dev.latchkey.shared.AddressRange;
import dev.latchkey.shared.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits password guessing (ASVS 5, 6.3.1). In five minutes: ten attempts per login and network, fifty per network, and
 * a hundred per login; after that, one every thirty, six or three seconds. IPv6 sites also have a hundred per /56 and
 * two hundred per /48. An attempt counts before the password is checked, so that parallel attempts gain nothing, and is
 * returned if the password is correct.
 *
 * <p>Attempts from elsewhere do not count where a login is known: a known browser has ten attempts of its own (OWASP,
 * device cookies), and in a known network only attempts at the login from there count. All servers of a database count
 * together.
 */
@ApplicationScoped
class SignInAttempts {

    private static final int LONGEST_LOGIN = 255;
    private static final int PER_LOGIN_AND_NETWORK = 10;
    private static final int PER_NETWORK = 50;
    private static final int PER_LOGIN = 100;
    private static final int SITE = 56;
    private static final int PER_SITE = 100;
    private static final int PROVIDER_CUSTOMER = 48;
    private static final int PER_PROVIDER_CUSTOMER = 200;

    @Inject
    AttemptCounts counts;

    /** Where the login has signed in before. */
    enum Known {
        BROWSER,
        NETWORK,
        NOWHERE
    }

    /**
     * Takes an attempt from all limits that apply.
     *
     * @param known where the login is known; evaluated only when a limit is exhausted
     */
    Attempt begin(String login, String address, Supplier<Known> known) {
        var name = folded(login);
        var own = own(name, address);
        var limits = limits(name, address);
        while (true) {
            var exhausted = counts.exhausted(limits);
            var wanted = new ArrayList<>(limits);
            wanted.removeAll(exhausted.keySet());
            if (!exhausted.isEmpty() && !isLetThrough(name, own, wanted, exhausted.keySet(), known.get())) {
                return new Attempt(own, List.of(), refusal(exhausted));
            }
            try {
                counts.take(wanted);
                return new Attempt(own, wanted, null);
            } catch (OutrunException e) {
                // others were quicker: fewer attempts are left now
            }
        }
    }

    private boolean isLetThrough(String name, Limit own, List<Limit> wanted, Set<Limit> exhausted, Known known) {
        return switch (known) {
            case NOWHERE -> false;
            case NETWORK -> !exhausted.contains(own);
            case BROWSER -> {
                var browser = new Limit("browser " + name, PER_LOGIN_AND_NETWORK);
                yield counts.exhausted(List.of(browser)).isEmpty() && wanted.add(browser);
            }
        };
    }

    private static Refusal refusal(Map<Limit, Duration> exhausted) {
        var wait = exhausted.values().stream().max(Duration::compareTo).orElseThrow();
        var widest = new ArrayList<>(exhausted.keySet()).get(exhausted.size() - 1);
        // whole seconds for Retry-After, rounded up
        return new Refusal(widest.key(), Duration.ofSeconds(wait.toSeconds() + 1));
    }

    /**
     * A refused attempt.
     *
     * @param limit the widest exhausted limit
     * @param retryAfter in whole seconds
     */
    record Refusal(String limit, Duration retryAfter) {}

    /** An attempt, counted until it is returned. */
    final class Attempt {

        private final Limit own;
        private final List<Limit> taken;
        private final @Nullable Refusal refusal;

        private Attempt(Limit own, List<Limit> taken, @Nullable Refusal refusal) {
            this.own = own;
            this.taken = taken;
            this.refusal = refusal;
        }

        /** The refusal; empty if the password may be checked. */
        Optional<Refusal> refusal() {
            return Optional.ofNullable(refusal);
        }

        /** Returns the attempt, because the password was not checked. */
        void giveBack() {
            counts.giveBack(taken);
        }

        /** The password was correct: resets the login in this network only; attempts elsewhere still count. */
        void succeeded() {
            giveBack();
            counts.reset(own);
        }
    }

    /** From narrowest to widest. */
    private static List<Limit> limits(String name, String address) {
        var limits = new ArrayList<Limit>();
        limits.add(own(name, address));
        limits.add(new Limit("network " + AddressRange.network(address), PER_NETWORK));
        AddressRange.network(address, SITE).ifPresent(site -> limits.add(new Limit("/56 " + site, PER_SITE)));
        AddressRange.network(address, PROVIDER_CUSTOMER)
                .ifPresent(wide -> limits.add(new Limit("/48 " + wide, PER_PROVIDER_CUSTOMER)));
        limits.add(new Limit("login " + name, PER_LOGIN));
        return limits;
    }

    private static Limit own(String name, String address) {
        return new Limit("login " + name + " in " + AddressRange.network(address), PER_LOGIN_AND_NETWORK);
    }

    private static String folded(String login) {
        return Text.fold(login.substring(0, Math.min(login.length(), LONGEST_LOGIN)));
    }
}
