package dev.latchkey.it;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1 with its key, which keytool makes for this JVM of the tests and which this JVM trusts. */
public final class TestCertificate {

    public static final String PASSWORD = "Op3ns-the-key-store!";

    private static final String ALIAS = "latchkey";

    private TestCertificate() {}

    /** The settings of a server that terminates TLS itself. */
    static Map<String, String> environment() {
        return Map.of(
                "LATCHKEY_HTTPS_KEYSTORE",
                Made.FILE.toString(),
                "LATCHKEY_HTTPS_KEYSTORE_PASSWORD",
                Secrets.remember(PASSWORD));
    }

    /** For a server with the certificate, or a client that trusts nothing else. */
    static SSLContext context() {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(Made.STORE, PASSWORD.toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(Made.STORE);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Makes a PKCS#12 file.
     *
     * @param options of keytool, such as {@code -validity 1}
     */
    public static Path make(Path file, String... options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
        command.addAll(List.of(options));
        try {
            var keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(keytool.getInputStream().readAllBytes());
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** On first use. */
    private static final class Made {

        static final Path FILE;
        static final KeyStore STORE;

        static {
            try {
                var folder = Files.createTempDirectory("latchkey-tls");
                FILE = make(folder.resolve("latchkey.p12"));
                FILE.toFile().deleteOnExit();
                STORE = KeyStore.getInstance("PKCS12");
                try (var bytes = new FileInputStream(FILE.toFile())) {
                    STORE.load(bytes, PASSWORD.toCharArray());
                }
                // for clients that a test makes as users do, of which Jersey's reads the properties
                SSLContext.setDefault(context());
                System.setProperty("javax.net.ssl.trustStore", FILE.toString());
                System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
