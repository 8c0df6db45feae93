package dev.latchkey.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Origin;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.TokenType;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import dev.latchkey.user.UserService;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Links that go by mail, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class MailedLinksTest {

    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");
    private static final String PASSWORD = "a password that is long enough";
    private static final Set<LinkPurpose> TOKEN = Set.of(LinkPurpose.TOKEN);

    private final TestDatabase database;

    private EntityManager entityManager;
    private User admin;
    private User ann;

    MailedLinksTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anAdministratorAndAnOwner() {
        entityManager = database.begin();
        var users = new Services(
                        entityManager, Clock.fixed(NOW, ZoneOffset.UTC), "admin", Role.USER, Role.ADMINISTRATOR)
                .get(UserService.class);
        admin = users.create(new NewUser("admin", "Administrator", "", PASSWORD));
        ann = users.create(new NewUser("ann", "Ann Smith", "ann@example.org", PASSWORD));
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void aLinkHasNoSecretBeforeItsMail() {
        var services = at(NOW);

        var link = mail(services, "ann");

        assertThat(services.told()).containsExactly(new LinkToBeMailed(link.id(), ann.id(), LinkPurpose.TOKEN));
        assertThat(entityManager
                        .createNativeQuery("select count(*) from one_time_link where hash is null and mailed")
                        .getSingleResult())
                .isEqualTo(1L);
    }

    @Test
    void onlyTheNewestMailHasALinkThatWorks() {
        var services = at(NOW);
        var link = mail(services, "ann");
        var mails = services.get(MailedLinks.class);
        var claim = services.get(Claim.class);

        var first = mails.renew(link.id()).orElseThrow();
        var second = mails.renew(link.id()).orElseThrow();

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> claim.find(first.url("https://example.org/"), TOKEN));
        assertThat(claim.find(second.url("https://example.org/"), TOKEN).id()).isEqualTo(link.id());
        assertThat(second.link().user().email()).isEqualTo("ann@example.org");
        assertThat(second.link().createdBy()).contains(admin);
    }

    @Test
    void thereIsNoMailOfALinkThatHasEnded() {
        var services = at(NOW);
        var withdrawn = mail(services, "ann");
        services.get(TokenOffers.class).withdraw(withdrawn.id());
        assertThat(services.get(MailedLinks.class).renew(withdrawn.id())).isEqualTo(Optional.empty());

        var lapsed = mail(services, "ann");
        assertThat(at(NOW.plus(Duration.ofDays(3))).get(MailedLinks.class).renew(lapsed.id()))
                .isEqualTo(Optional.empty());
    }

    @Test
    void noMailReplacesALinkThatWasHandedOver() {
        var services = at(NOW);
        var issued = services.get(TokenOffers.class).offer(token("ann"));

        assertThat(services.get(MailedLinks.class).renew(issued.link().id())).isEqualTo(Optional.empty());

        assertThat(services.get(Claim.class)
                        .find(issued.url("https://example.org/"), TOKEN)
                        .id())
                .isEqualTo(issued.link().id());
    }

    @Test
    void aMailNeedsAServerAndAnAddress() {
        refused(at(NOW), "admin", "has no email address");
        refused(at(NOW).withoutMail(), "ann", "cannot mail a link without a mail server and LATCHKEY_BASE_URL");
    }

    private static void refused(Services services, String login, String words) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> mail(services, login))
                .satisfies(told -> assertThat(told.field()).isEqualTo("mail"))
                .satisfies(told -> assertThat(told.in(Locale.ENGLISH)).contains(words));
        assertThat(services.told()).isEmpty();
    }

    private static OneTimeLink mail(Services services, String login) {
        return services.get(TokenOffers.class).mail(token(login));
    }

    private static NewToken token(String login) {
        return new NewToken(login, "ci", TokenType.USER_TOKEN, null, null, null, null);
    }

    private Services at(Instant moment) {
        var services = new Services(
                entityManager, Clock.fixed(moment, ZoneOffset.UTC), "admin", Role.USER, Role.ADMINISTRATOR);
        services.get(CurrentOrigin.class).set(new Origin(admin.id(), Origin.Channel.PAGE, "192.0.2.1"));
        return services;
    }
}
