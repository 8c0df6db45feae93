package dev.latchkey.launch;

import dev.latchkey.platform.configuration.BadConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate of HTTPS and its private key, from a PKCS#12 file (RFC 7292).
 *
 * @param tls proves to clients that the server has the key
 */
record ServerCertificate(String file, SSLContext tls, X509Certificate certificate) {

    static final String KEY_STORE = "LATCHKEY_HTTPS_KEYSTORE";
    static final String PASSWORD = "LATCHKEY_HTTPS_KEYSTORE_PASSWORD";

    private static final String FORMAT = "PKCS12";
    private static final String EXPORT =
            "openssl pkcs12 -export -inkey privkey.pem -in fullchain.pem -out latchkey.p12";

    /** Empty if the server is to speak HTTP. */
    static Optional<ServerCertificate> from(SettingSource settings) throws BadConfiguration {
        var file = settings.get(KEY_STORE);
        var password = settings.secret(PASSWORD);
        if (file.isEmpty()) {
            if (password.isPresent()) {
                throw new BadConfiguration(
                        PASSWORD,
                        "***",
                        "has no effect without " + KEY_STORE
                                + "; set that to a PKCS#12 file, or leave both out for HTTP");
            }
            return Optional.empty();
        }
        if (password.isEmpty()) {
            throw new BadConfiguration(PASSWORD, "", "is missing; set the password of " + KEY_STORE);
        }
        return Optional.of(read(file.get(), password.get().toCharArray()));
    }

    private static ServerCertificate read(String file, char[] password) throws BadConfiguration {
        try (var bytes = Files.newInputStream(Path.of(file))) {
            var store = open(file, bytes, password);
            var key = Collections.list(store.aliases()).stream()
                    .filter(alias -> isKey(store, alias))
                    .findFirst()
                    .orElseThrow(() -> new BadConfiguration(
                            KEY_STORE, file, "has no private key with a certificate; make it with: " + EXPORT));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            var tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            return new ServerCertificate(file, tls, (X509Certificate) store.getCertificate(key));
        } catch (IOException | InvalidPathException e) {
            throw new BadConfiguration(
                    KEY_STORE,
                    file,
                    "cannot be read (" + e.getClass().getSimpleName() + "); correct the name, or the permissions");
        } catch (GeneralSecurityException e) {
            throw new BadConfiguration(
                    KEY_STORE,
                    file,
                    "has a key that Java cannot use (" + e.getMessage() + "); make it with: " + EXPORT);
        }
    }

    private static KeyStore open(String file, InputStream bytes, char[] password)
            throws BadConfiguration, GeneralSecurityException {
        try {
            var store = KeyStore.getInstance(FORMAT);
            store.load(bytes, password);
            return store;
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new BadConfiguration(PASSWORD, "***", "is not the password of " + file + "; correct it");
            }
            throw new BadConfiguration(KEY_STORE, file, "is not a PKCS#12 file; make one with: " + EXPORT);
        }
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate;
        } catch (KeyStoreException e) {
            throw new IllegalStateException("the store is loaded", e);
        }
    }

    /** A warning if clients will refuse the certificate now. The server starts: those that do not care can go on. */
    Optional<String> warning() {
        try {
            certificate.checkValidity();
            return Optional.empty();
        } catch (CertificateExpiredException e) {
            return warning("expired on " + certificate.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException e) {
            return warning("is not valid before " + certificate.getNotBefore().toInstant());
        }
    }

    private Optional<String> warning(String fault) {
        return Optional.of(
                KEY_STORE + "=" + file + ": the certificate " + fault + "; clients refuse it until you replace it");
    }

    /** For the launcher's own connection, which trusts this certificate and no other. */
    SSLSocketFactory trust() {
        try {
            var trusted = KeyStore.getInstance(FORMAT);
            trusted.load(null, null);
            trusted.setCertificateEntry("server", certificate);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var client = SSLContext.getInstance("TLS");
            client.init(null, trust.getTrustManagers(), null);
            return client.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
