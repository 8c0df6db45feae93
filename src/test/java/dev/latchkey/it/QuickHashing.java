package dev.latchkey.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.SecretKeyFactorySpi;
import javax.crypto.spec.PBEKeySpec;

/**
 * Makes a server's Java hash passwords with a thousandth of the iterations, because a hash intentionally takes long and tests
 * have thousands computed. Latchkey itself is unchanged, and so is what it stores, except for the key. How passwords are
 * hashed is tested by {@code PasswordHashingTest}, and what many at once do to a server by {@link GuessingIT}.
 */
public final class QuickHashing extends Provider {

    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int FEWER = 1_000;

    private QuickHashing() {
        super("QuickHashing", "1", "PBKDF2 with fewer iterations");
        putService(new Service(this, "SecretKeyFactory", ALGORITHM, Factory.class.getName(), null, null));
    }

    /** Called by the server's Java before its main class. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        Security.insertProviderAt(new QuickHashing(), 1);
    }

    /** The Java option for a server. */
    static String option() {
        return "-javaagent:" + Agent.JAR;
    }

    /** Computes the key of a password. */
    public static final class Factory extends SecretKeyFactorySpi {

        @Override
        protected SecretKey engineGenerateSecret(KeySpec keySpec) throws InvalidKeySpecException {
            var asked = (PBEKeySpec) keySpec;
            var fewer = new PBEKeySpec(
                    asked.getPassword(),
                    asked.getSalt(),
                    Math.max(1, asked.getIterationCount() / FEWER),
                    asked.getKeyLength());
            try {
                return SecretKeyFactory.getInstance(ALGORITHM, "SunJCE").generateSecret(fewer);
            } catch (GeneralSecurityException e) {
                throw new InvalidKeySpecException(e);
            }
        }

        @Override
        protected KeySpec engineGetKeySpec(SecretKey key, Class<?> keySpec) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected SecretKey engineTranslateKey(SecretKey key) throws InvalidKeyException {
            throw new UnsupportedOperationException();
        }
    }

    /** The jar in which Java expects an agent, made on first use. */
    private static final class Agent {

        static final Path JAR = pack();

        private static Path pack() {
            var manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().putValue("Premain-Class", QuickHashing.class.getName());
            try {
                var file = Files.createTempFile("quick-hashing", ".jar");
                file.toFile().deleteOnExit();
                try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
                    for (var type : List.of(QuickHashing.class, Factory.class)) {
                        var name = type.getName().replace('.', '/') + ".class";
                        jar.putNextEntry(new JarEntry(name));
                        try (var bytes = type.getClassLoader().getResourceAsStream(name)) {
                            bytes.transferTo(jar);
                        }
                    }
                }
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
