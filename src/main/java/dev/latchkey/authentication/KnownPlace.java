package dev.latchkey.authentication;

import dev.latchkey.shared.AddressRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A place from which a user has signed in. */
record KnownPlace(Kind kind, String text) {

    /** The type of a place. */
    enum Kind {
        /** A browser in which the user signed in on the page. */
        BROWSER,
        /** A network from which the user signed in on a page. */
        NETWORK,
        /** A network from which a program sent the user's password. */
        PROGRAMS
    }

    /** @param cookie the secret of the browser */
    static KnownPlace browser(String cookie) {
        return new KnownPlace(Kind.BROWSER, cookie);
    }

    static KnownPlace network(String address) {
        return new KnownPlace(Kind.NETWORK, AddressRange.network(address));
    }

    static KnownPlace programs(String address) {
        return new KnownPlace(Kind.PROGRAMS, AddressRange.network(address));
    }

    /** The SHA-256 under which the place is stored. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest((kind + " " + text).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Omits the text, which may be the secret of a browser. */
    @Override
    public String toString() {
        return "KnownPlace[" + kind + ']';
    }
}
