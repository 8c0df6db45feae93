package dev.latchkey.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The key that signs seals: Ed25519 (RFC 8032), in a PEM file with the private (PKCS #8) and the public key (RFC 8410).
 * Stored outside the database, so that write access to the database does not suffice to forge seals.
 */
final class SealKey {

    private static final String ALGORITHM = "Ed25519";
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final PrivateKey signer;
    private final PublicKey checker;

    private SealKey(PrivateKey signer, PublicKey checker) {
        this.signer = signer;
        this.checker = checker;
    }

    static SealKey random() {
        try {
            return of(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java since 15 has Ed25519", e);
        }
    }

    private static SealKey of(KeyPair pair) {
        return new SealKey(pair.getPrivate(), pair.getPublic());
    }

    /** Reads the key from the file, or creates it, readable by its owner only. */
    static SealKey readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            var made = random();
            Files.createDirectories(file.toAbsolutePath().getParent());
            // created with restricted permissions, not restricted afterwards
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, made.privatePem() + made.publicPem(), StandardOpenOption.WRITE);
            return made;
        }
        return read(file);
    }

    /** @throws IOException if the file lacks a matching pair of Ed25519 keys */
    static SealKey read(Path file) throws IOException {
        var text = Files.readString(file);
        try {
            var factory = KeyFactory.getInstance(ALGORITHM);
            var key = new SealKey(
                    factory.generatePrivate(new PKCS8EncodedKeySpec(block(text, "PRIVATE KEY"))),
                    factory.generatePublic(new X509EncodedKeySpec(block(text, "PUBLIC KEY"))));
            var probe = new ExportCheck.Sealed("probe", "", List.of(), key.id(), key.sign("probe"));
            if (probe.isSignedBy(key.checker)) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " has no private and public key of Ed25519 in PEM", e);
        }
        throw new IOException(file + " has a private and a public key that do not belong together");
    }

    private static byte[] block(String text, String kind) {
        var found = Pattern.compile("-----BEGIN " + kind + "-----([^-]+)-----END " + kind + "-----")
                .matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException(kind);
        }
        return Base64.getMimeDecoder().decode(found.group(1));
    }

    /** The id of the key in seals: the first 16 digits of the SHA-256 of the public key. */
    String id() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(checker.getEncoded());
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    PublicKey checker() {
        return checker;
    }

    /** The public key in the format of {@link ExportCheck}. */
    String publicPem() {
        return pem("PUBLIC KEY", checker.getEncoded());
    }

    private String privatePem() {
        return pem("PRIVATE KEY", signer.getEncoded());
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n" + PEM.encodeToString(encoded) + "\n-----END " + kind + "-----\n";
    }

    /** The signature of this text in UTF-8, in Base64. */
    String sign(String text) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(signer);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key was checked when it was read", e);
        }
    }
}
