package dev.latchkey.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A command sent by a page: its content and the one-time key of its form. Two requests of one user to one URL with the
 * same key and content are the same command, sent twice. The key is never stored here, so only the sender of the
 * command can decrypt a recorded response.
 */
final class Command {

    /** The name of the form's field. */
    static final String KEY = "latchkey.once";

    /** The parameter of a Faces behaviour event, such as a search while typing: it repeats, and changes nothing. */
    private static final String EVENT = "jakarta.faces.behavior.event";

    private static final Pattern KEY_FORM = Pattern.compile("[0-9a-f]{32}");
    private static final String MAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";

    /** A fixed vector is safe, because each key encrypts one response. */
    private static final GCMParameterSpec VECTOR = new GCMParameterSpec(128, new byte[12]);

    private final String id;
    private final SecretKeySpec seal;

    private Command(byte[] key, HttpServletRequest request) {
        try {
            id = HexFormat.of().formatHex(digest("id", key, request));
            seal = new SecretKeySpec(digest("seal", key, request), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty when the request has no key or changes nothing. Never consumes an upload. */
    static Optional<Command> of(HttpServletRequest request) {
        if (!request.getMethod().equals("POST") || Uploads.isFile(request) || request.getParameter(EVENT) != null) {
            return Optional.empty();
        }
        return Optional.ofNullable(request.getParameter(KEY))
                .filter(key -> KEY_FORM.matcher(key).matches())
                .map(key -> new Command(HexFormat.of().parseHex(key), request));
    }

    /** Equal for equal commands only. */
    String id() {
        return id;
    }

    byte[] seal(byte[] text) {
        return cipher(Cipher.ENCRYPT_MODE, text);
    }

    byte[] open(byte[] sealed) {
        return cipher(Cipher.DECRYPT_MODE, sealed);
    }

    private byte[] cipher(int mode, byte[] text) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, seal, VECTOR);
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] digest(String purpose, byte[] key, HttpServletRequest request)
            throws GeneralSecurityException {
        var mac = Mac.getInstance(MAC);
        mac.init(new SecretKeySpec(key, MAC));
        add(mac, purpose);
        add(mac, Objects.requireNonNullElse(request.getRemoteUser(), ""));
        add(mac, request.getRequestURI());
        new TreeMap<>(request.getParameterMap()).forEach((name, values) -> {
            add(mac, name);
            Arrays.stream(values).forEach(value -> add(mac, value));
        });
        return mac.doFinal();
    }

    /** Prefixed by its length, so that different lists never hash alike. */
    private static void add(Mac mac, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
    }
}
