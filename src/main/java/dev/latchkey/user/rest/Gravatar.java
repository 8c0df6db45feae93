package dev.latchkey.user.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** What the field {@code avatar} holds: the name of a picture at Gravatar, which clients may fetch; the server never does. */
final class Gravatar {

    private Gravatar() {}

    /** MD5 of the email in lower case, in hexadecimal, as Gravatar asks for it; it protects nothing. */
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
