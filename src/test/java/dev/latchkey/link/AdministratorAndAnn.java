package dev.latchkey.link;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.Origin;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import dev.latchkey.user.UserService;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** An administrator, who makes the calls of a test, and a user, in a transaction that the test rolls back. */
record AdministratorAndAnn(EntityManager entityManager, User admin, User ann) {

    static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");
    static final String PASSWORD = "a password that is long enough";

    static AdministratorAndAnn in(TestDatabase database) {
        var entityManager = database.begin();
        var users = services(entityManager, NOW).get(UserService.class);
        return new AdministratorAndAnn(
                entityManager,
                users.create(new NewUser("admin", "Administrator", "", PASSWORD)),
                users.create(new NewUser("ann", "Ann Smith", "Ann@Example.org", PASSWORD)));
    }

    /** The services at this moment. */
    Services at(Instant moment) {
        var services = services(entityManager, moment);
        services.get(CurrentOrigin.class).set(new Origin(admin.id(), Origin.Channel.PAGE, "192.0.2.1"));
        return services;
    }

    private static Services services(EntityManager entityManager, Instant moment) {
        return new Services(entityManager, Clock.fixed(moment, ZoneOffset.UTC), "admin", Role.USER, Role.ADMINISTRATOR);
    }

    static String url(IssuedLink issued) {
        return issued.url("https://example.org/").orElseThrow();
    }
}
