package dev.latchkey.token;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The hash under which a token is stored, 32 bytes. */
record TokenHash(byte[] bytes) {

    TokenHash {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("A SHA-256 has 32 bytes, not " + bytes.length);
        }
        bytes = bytes.clone();
    }

    /** The SHA-256 of any text; the hash of a token only if the text is its value. */
    static TokenHash of(String text) {
        try {
            return new TokenHash(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenHash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Omits the hash, which logs do not need. */
    @Override
    public String toString() {
        return "TokenHash";
    }

    /** The database representation. */
    @Converter(autoApply = true)
    public static class Column implements AttributeConverter<TokenHash, byte[]> {

        @Override
        public byte[] convertToDatabaseColumn(TokenHash hash) {
            return hash.bytes();
        }

        @Override
        public TokenHash convertToEntityAttribute(byte[] column) {
            return new TokenHash(column);
        }
    }
}
