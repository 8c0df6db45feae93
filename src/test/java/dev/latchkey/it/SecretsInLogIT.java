package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Even at full detail, no log contains a token value or a password; {@link CleanLogs} checks it. */
class SecretsInLogIT {

    /** Full logging for all code that handles secrets: product, database access, sign-in, validation, beans. */
    private static final String EVERYTHING = """
            dev.latchkey.level=ALL
            org.eclipse.persistence.level=ALL
            org.flywaydb.level=ALL
            org.glassfish.soteria.level=ALL
            org.glassfish.jersey.level=ALL
            org.hibernate.validator.level=ALL
            jakarta.enterprise.ejb.container.level=ALL
            jakarta.enterprise.resource.jta.level=ALL
            jakarta.enterprise.system.core.security.level=ALL
            jakarta.enterprise.web.level=ALL
            """;

    private static final String FIRST_PASSWORD = Secrets.remember("F1rst-secret-0f-Zoe");
    private static final String SECOND_PASSWORD = Secrets.remember("Sec0nd-secret-of-Zoe");
    private static final String TOO_LONG = Secrets.remember("t00-l0ng".repeat(20));
    private static final String WRONG = Secrets.remember("Wr0ng-guess-of-Zoe");

    @Test
    void aServerThatLogsAllItCanKeepsTheSecrets() {
        try (var server = LatchkeyServer.startLogging(EVERYTHING)) {
            useEverySecret(server.api());

            // EclipseLink's, with the values of its statements
            assertThat(server.log()).contains("INSERT INTO access_token");
        }
    }

    private static void useEverySecret(Api anybody) {
        var admin = anybody.asAdmin();
        admin.post("api/users/create", "login", "zoe", "name", "Zoe", "password", TOO_LONG);
        admin.post("api/users/create", "login", "zoe", "name", "Zoe", "password", FIRST_PASSWORD);
        admin.post("api/users/create", "login", "zoe", "name", "Zoe", "password", FIRST_PASSWORD);
        var zoe = anybody.withPassword("zoe", FIRST_PASSWORD);
        anybody.withPassword("zoe", WRONG).get("api/users/current");
        anybody.post("api/authentication/login", "login", "zoe", "password", WRONG);
        anybody.post("api/authentication/login", "login", "zoe", "password", FIRST_PASSWORD);
        zoe.post("api/users/change_password", "login", "zoe", "previousPassword", WRONG, "password", SECOND_PASSWORD);
        zoe.post(
                "api/users/change_password",
                "login",
                "zoe",
                "previousPassword",
                FIRST_PASSWORD,
                "password",
                SECOND_PASSWORD);

        var token = admin.post("api/user_tokens/generate", "login", "zoe", "name", "secret")
                .json()
                .getString("token");
        assertThat(anybody.withBearer(token).get("api/users/current").status()).isEqualTo(200);
        assertThat(anybody.withBasicToken(token).get("api/users/current").status())
                .isEqualTo(200);
        anybody.withBearer(token).get("api/users/search", "q", "a");
        admin.post("api/user_tokens/revoke", "login", "zoe", "name", "secret");
        assertThat(anybody.withBearer(token).get("api/users/current").status()).isEqualTo(401);
        admin.post("api/users/deactivate", "login", "zoe");
    }
}
