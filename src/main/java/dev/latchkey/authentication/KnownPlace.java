package dev.latchkey.authentication;

import dev.latchkey.shared.AddressRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Where a user may have signed in from before. */
record KnownPlace(Kind kind, String text) {

    /** What a place is. */
    enum Kind {
        /** A browser in which the user signed in on the page. */
        BROWSER,
        /** A network from which the user signed in on a page. */
        NETWORK,
        /** A network from which a program sent the user's password. */
        PROGRAMS
    }

    /** @param cookie what only this browser knows */
    static KnownPlace browser(String cookie) {
        return new KnownPlace(Kind.BROWSER, cookie);
    }

    static KnownPlace network(String address) {
        return new KnownPlace(Kind.NETWORK, AddressRange.network(address));
    }

    static KnownPlace programs(String address) {
        return new KnownPlace(Kind.PROGRAMS, AddressRange.network(address));
    }

    /** SHA-256, by which the place is known at rest. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest((kind + " " + text).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Never the text: it may be what a browser is known by. */
    @Override
    public String toString() {
        return "KnownPlace[" + kind + ']';
    }
}
