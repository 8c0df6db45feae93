package dev.latchkey.shared;

import java.util.Optional;

/**
 * The Java versions that Latchkey can run on. From Java 24 on, {@code java.security.Policy} grants nothing (JEP 486); the
 * server's authorization asks it, and would refuse every role.
 */
public final class JavaVersion {

    private static final int FIRST_WITHOUT_POLICY = 24;

    private JavaVersion() {}

    /**
     * Why Latchkey does not run on this version, and which Java to take, in one line; empty when it does.
     *
     * @param feature such as 17, from {@link Runtime.Version#feature()}
     */
    public static Optional<String> fault(int feature) {
        return feature < FIRST_WITHOUT_POLICY
                ? Optional.empty()
                : Optional.of("Java " + feature
                        + " is too new: the server would refuse every role; run Latchkey on Java 17 or 21");
    }
}
