package dev.latchkey.user.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The field {@code avatar}: the Gravatar hash, with which clients may fetch a picture. The server never does. */
final class Gravatar {

    private Gravatar() {}

    /** The MD5 of the email in lower case, in hexadecimal, as Gravatar requires; it has no security purpose. */
    static String hash(String email) {
        try {
            var digest = MessageDigest.getInstance("MD5")
                    .digest(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
