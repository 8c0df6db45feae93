package dev.latchkey.link;

import static dev.latchkey.link.AdministratorAndAnn.NOW;
import static dev.latchkey.link.AdministratorAndAnn.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.TokenType;
import java.time.Duration;
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

    private static final Set<LinkPurpose> TOKEN = Set.of(LinkPurpose.TOKEN);

    private final TestDatabase database;

    private AdministratorAndAnn people;

    MailedLinksTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anAdministratorAndAnOwner() {
        people = AdministratorAndAnn.in(database);
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(people.entityManager());
    }

    @Test
    void aLinkHasNoSecretBeforeItsMail() {
        var services = people.at(NOW);

        var link = mail(services, "ann");

        assertThat(services.told())
                .containsExactly(new LinkToBeMailed(link.id(), people.ann().id(), LinkPurpose.TOKEN));
        assertThat(people.entityManager()
                        .createNativeQuery("select count(*) from one_time_link where hash is null and mailed")
                        .getSingleResult())
                .isEqualTo(1L);
    }

    @Test
    void onlyTheNewestMailHasALinkThatWorks() {
        var services = people.at(NOW);
        var link = mail(services, "ann");
        var mails = services.get(MailedLinks.class);
        var claim = services.get(Claim.class);

        var first = mails.renew(link.id()).orElseThrow();
        var second = mails.renew(link.id()).orElseThrow();

        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> claim.find(url(first), TOKEN));
        assertThat(claim.find(url(second), TOKEN).id()).isEqualTo(link.id());
        assertThat(second.link().user().email()).isEqualTo("Ann@Example.org");
        assertThat(second.link().createdBy()).contains(people.admin());
    }

    @Test
    void thereIsNoMailOfALinkThatHasEnded() {
        var services = people.at(NOW);
        var withdrawn = mail(services, "ann");
        services.get(TokenOffers.class).withdraw(withdrawn.id());
        assertThat(services.get(MailedLinks.class).renew(withdrawn.id())).isEqualTo(Optional.empty());

        var lapsed = mail(services, "ann");
        assertThat(people.at(NOW.plus(Duration.ofDays(3)))
                        .get(MailedLinks.class)
                        .renew(lapsed.id()))
                .isEqualTo(Optional.empty());
    }

    @Test
    void noMailReplacesALinkThatWasHandedOver() {
        var services = people.at(NOW);
        var issued = services.get(TokenOffers.class).offer(token("ann"), Delivery.HANDED_OVER);

        assertThat(services.get(MailedLinks.class).renew(issued.link().id())).isEqualTo(Optional.empty());

        assertThat(services.get(Claim.class).find(url(issued), TOKEN).id())
                .isEqualTo(issued.link().id());
    }

    @Test
    void aMailNeedsAServerAndAnAddress() {
        refused(people.at(NOW), "admin", "has no email address");
        refused(people.at(NOW).withoutMail(), "ann", "cannot mail a link without a mail server and LATCHKEY_BASE_URL");
    }

    private static void refused(Services services, String login, String words) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> mail(services, login))
                .satisfies(told -> assertThat(told.field()).isEqualTo("mail"))
                .satisfies(told -> assertThat(told.in(Locale.ENGLISH)).contains(words));
        assertThat(services.told()).isEmpty();
    }

    private static OneTimeLink mail(Services services, String login) {
        return services.get(TokenOffers.class)
                .offer(token(login), Delivery.MAILED)
                .link();
    }

    private static NewToken token(String login) {
        return new NewToken(login, "ci", TokenType.USER_TOKEN, null, null, null, null);
    }
}
