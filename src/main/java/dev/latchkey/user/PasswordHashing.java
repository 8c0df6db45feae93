package dev.latchkey.user;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PBKDF2 with HmacSHA512 and 210,000 iterations (OWASP Password Storage Cheat Sheet; ASVS 5, 11.4.2). */
@ApplicationScoped
class PasswordHashing {

    @Inject
    Pbkdf2PasswordHash pbkdf2;

    private String nobodys = "";

    @PostConstruct
    void initialize() {
        pbkdf2.initialize(Map.of(
                "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
                "Pbkdf2PasswordHash.Iterations", "210000",
                "Pbkdf2PasswordHash.SaltSizeBytes", "16",
                "Pbkdf2PasswordHash.KeySizeBytes", "32"));
        nobodys = hash("nobody has this password");
    }

    String hash(String password) {
        return pbkdf2.generate(password.toCharArray());
    }

    /** Takes as long for a user without a password as for one with: nobody learns from the clock who exists. */
    boolean verify(String password, @Nullable String hash) {
        var matches = pbkdf2.verify(password.toCharArray(), hash == null ? nobodys : hash);
        return matches && hash != null;
    }
}
