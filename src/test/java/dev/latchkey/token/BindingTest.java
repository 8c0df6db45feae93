package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.scope.ScopeDetails;
import dev.latchkey.scope.ScopeService;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.Role;
import dev.latchkey.user.UserService;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who opens a token, and with what in view, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class BindingTest {

    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");
    private static final @Nullable Networks OFFICE = Networks.parse("10.0.0.0/8");
    private static final @Nullable Networks ROOM = Networks.parse("10.7.0.0/16");
    private static final @Nullable Networks EVERY = null;

    private final TestDatabase database;

    private EntityManager entityManager;
    private Services pages;

    BindingTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void oneUser() {
        entityManager = database.begin();
        pages = services(Role.USER, Role.ADMINISTRATOR);
        pages.get(UserService.class).create(new NewUser("ann", "Ann", "", "a password that is long enough"));
        pages.get(ScopeService.class).create(new ScopeDetails("a:read", "Reads", null));
        pages.get(ScopeService.class).create(new ScopeDetails("a:write", "Writes", null));
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void aTokenOpensNoneThatMayDoMore() {
        var unlimited = generate("unlimited", null, OFFICE);
        var more = generate("more", Set.of("a:read", "a:write"), OFFICE);
        var same = generate("same", Set.of("a:read"), OFFICE);
        var thief = calledWith(generate("own", Set.of("a:read"), EVERY));

        for (var token : List.of(unlimited, more)) {
            assertThatExceptionOfType(ForbiddenException.class)
                    .isThrownBy(() -> thief.bind(null, token.name(), EVERY))
                    .satisfies(told -> assertThat(told.in(Locale.ENGLISH)).contains("no more than these scopes"));
            assertThat(token.networks()).hasValue(OFFICE);
            thief.bind(null, token.name(), ROOM);
            assertThat(token.networks()).as("takes networks away").hasValue(ROOM);
        }
        thief.bind(null, "same", EVERY);
        assertThat(same.networks()).isEmpty();
        calledWith(generate("open", null, EVERY)).bind(null, "unlimited", EVERY);
        assertThat(unlimited.networks()).isEmpty();
    }

    @Test
    void aPageThatShowsFormerNetworksChangesNothing() {
        var ci = generate("ci", null, OFFICE);
        var page = pages.get(Binding.class);
        page.bind(ci.id(), OFFICE, ROOM);

        refused(() -> page.bind(ci.id(), OFFICE, OFFICE));
        refused(() -> page.bind(ci.id(), EVERY, EVERY));

        assertThat(ci.networks()).hasValue(ROOM);
        page.bind(ci.id(), ROOM, EVERY);
        assertThat(ci.networks()).isEmpty();
    }

    @Test
    void aPageThatShowsTheFormerValueDoesNotOpenTheNewOne() {
        var former = generate("ci", null, OFFICE);
        var narrower = new Narrowing(null, ROOM);
        var current = pages.get(Rotation.class)
                .rotate("ann", "ci", Overlap.ofHours(24), narrower)
                .token();
        var page = pages.get(Binding.class);

        refused(() -> page.bind(former.id(), OFFICE, EVERY));

        page.bind(current.id(), ROOM, EVERY);
        assertThat(former.networks()).isEmpty();
    }

    @Test
    void onlyWhoManagesAllTokensLearnsThatOneIsGone() {
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> pages.get(Binding.class).bind(4711, EVERY, ROOM));

        var user = services(Role.USER).get(Binding.class);
        assertThatExceptionOfType(ForbiddenException.class).isThrownBy(() -> user.bind(4711, EVERY, ROOM));
    }

    private static void refused(Runnable change) {
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(change::run)
                .satisfies(told -> assertThat(told.in(Locale.ENGLISH)).contains("changed in the meantime"));
    }

    private Services services(String... roles) {
        return new Services(entityManager, Clock.fixed(NOW, ZoneOffset.UTC), "ann", roles);
    }

    private AccessToken generate(String name, @Nullable Set<String> scopes, @Nullable Networks networks) {
        return pages.get(TokenService.class)
                .generate(new NewToken(null, name, TokenType.USER_TOKEN, null, null, scopes, networks))
                .token();
    }

    private Binding calledWith(AccessToken token) {
        var verified = new VerifiedToken(
                token.id(),
                token.type(),
                null,
                token.owner().id(),
                "ann",
                false,
                token.scopes().orElse(null),
                token.networks().orElse(null),
                null,
                false,
                true);
        return services().calledBy(new TokenCaller(verified), Role.USER).get(Binding.class);
    }
}
