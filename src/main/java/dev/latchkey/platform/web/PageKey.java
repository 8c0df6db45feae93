package dev.latchkey.platform.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key of an open page: 256 random bits, which its forms repeat and no other place keeps. The database has a hash of it, to
 * find the page, and the page itself encrypted with another hash of it. So neither a copy of the database nor an administrator of
 * it shows what readers see and type.
 */
final class PageKey {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int TAG_BITS = 128;

    /** In bytes. Random, since a page is sealed again after each request. */
    private static final int VECTOR = 12;

    private final String value;

    private PageKey(String value) {
        this.value = value;
    }

    static PageKey random() {
        return new PageKey(Base64.getUrlEncoder().withoutPadding().encodeToString(random(BYTES)));
    }

    /** Empty for malformed text. */
    static Optional<PageKey> parse(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(value -> FORM.matcher(value).matches())
                .map(PageKey::new);
    }

    /** For the forms of the page only. */
    String reveal() {
        return value;
    }

    /** 32 bytes. */
    byte[] hash() {
        return digest("page");
    }

    /** @param build see {@link Build}; another one cannot open it */
    byte[] seal(byte[] text, byte[] build) {
        var vector = random(VECTOR);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, vector, build).doFinal(text);
            var all = Arrays.copyOf(vector, VECTOR + sealed.length);
            System.arraycopy(sealed, 0, all, VECTOR, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty unless sealed with this key, by this build. */
    Optional<byte[]> open(byte[] sealed, byte[] build) {
        if (sealed.length < VECTOR + TAG_BITS / 8) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, VECTOR), build)
                    .doFinal(sealed, VECTOR, sealed.length - VECTOR));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] vector, byte[] build) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(digest("seal"), "AES"), new GCMParameterSpec(TAG_BITS, vector));
        cipher.updateAAD(build);
        return cipher;
    }

    private byte[] digest(String purpose) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((purpose + ' ' + value).getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "PageKey";
    }
}
