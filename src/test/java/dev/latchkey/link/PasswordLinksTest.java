package dev.latchkey.link;

import static dev.latchkey.link.AdministratorAndAnn.NOW;
import static dev.latchkey.link.AdministratorAndAnn.PASSWORD;
import static dev.latchkey.link.AdministratorAndAnn.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.Services;
import dev.latchkey.link.LinkEvent.PasswordChosen;
import dev.latchkey.link.LinkEvent.PasswordLinkIssued;
import dev.latchkey.link.LinkEvent.PasswordRequested;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.BusinessException;
import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.Origin;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.TokenType;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.User;
import dev.latchkey.user.UserEvent.PasswordChanged;
import dev.latchkey.user.UserEvent.UserUpdated;
import dev.latchkey.user.UserService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Links with which users choose passwords, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PasswordLinksTest {

    private static final String CHOSEN = "four quite different words";

    private final TestDatabase database;

    private AdministratorAndAnn people;

    PasswordLinksTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anAdministratorAndAUser() {
        people = AdministratorAndAnn.in(database);
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(people.entityManager());
    }

    @Test
    void anInvitedUserHasNoPasswordBeforeChoosingOne() {
        var services = people.at(NOW);
        var issued = services.get(Invitations.class).create(new NewUser("bob", "Bob", "", null), Delivery.HANDED_OVER);
        var bob = issued.link().user();
        assertThat(hasPassword(bob)).isFalse();
        assertThat(issued.link().purpose()).isEqualTo(LinkPurpose.INVITATION);
        assertThat(url(issued)).startsWith("https://example.org/link/password#");

        var claims = services.get(PasswordClaims.class);
        assertThat(claims.look(url(issued)).user()).isEqualTo(bob);
        claims.claim(url(issued), CHOSEN);

        assertThat(hasPassword(bob)).isTrue();
        assertThat(bob.mustChangePassword()).as("a password of the user's own").isFalse();
        assertThat(services.fired())
                .contains(
                        new PasswordLinkIssued(issued.link().id(), bob.id(), false),
                        new PasswordChosen(issued.link().id(), bob.id()),
                        new PasswordChanged(bob.id(), "bob"));
        people.entityManager().clear();
        refused(() -> claims.claim(url(issued), CHOSEN), "has been used already");
    }

    @Test
    void aRefusedPasswordLeavesTheLinkOpen() {
        var services = people.at(NOW);
        var issued = services.get(Invitations.class).invite("ann", Delivery.HANDED_OVER);
        var claims = services.get(PasswordClaims.class);

        refused(() -> claims.claim(url(issued), "short"), "12 to 128 characters");
        refused(() -> claims.claim(url(issued), "my login is ann, you know"), "must not contain the login");

        claims.claim(url(issued), CHOSEN);
    }

    @Test
    void aNewLinkWithdrawsEarlierOnesButNoOffer() {
        var services = people.at(NOW);
        var first = services.get(Invitations.class).invite("ann", Delivery.HANDED_OVER);
        var offer = services.get(TokenOffers.class)
                .offer(new NewToken("ann", "ci", TokenType.USER_TOKEN, null, null, null, null), Delivery.HANDED_OVER);

        var second = services.get(Invitations.class).invite("ann", Delivery.HANDED_OVER);

        assertThat(second.link().purpose())
                .as("not that of somebody who forgot the password")
                .isEqualTo(LinkPurpose.INVITATION);
        people.entityManager().clear();
        var claims = services.get(PasswordClaims.class);
        refused(() -> claims.look(url(first)), "has been withdrawn");
        assertThat(claims.look(url(second)).id()).isEqualTo(second.link().id());
        assertThat(services.get(TokenOffers.class).search("ann", 0, 10).items())
                .extracting(OneTimeLink::id)
                .containsExactly(offer.link().id());
    }

    @Test
    void anyNewPasswordWithdrawsTheLinks() {
        var issued = people.at(NOW).get(Invitations.class).invite("ann", Delivery.HANDED_OVER);

        people.at(NOW)
                .get(LinkEnds.class)
                .withdraw(new PasswordChanged(people.ann().id(), "ann"));

        people.entityManager().clear();
        refused(() -> people.at(NOW).get(PasswordClaims.class).claim(url(issued), CHOSEN), "has been withdrawn");
    }

    @Test
    void aNewAddressWithdrawsWhatWentToTheOldOne() {
        var services = people.at(NOW);
        var mailed = services.get(Invitations.class).invite("ann", Delivery.MAILED);
        var seen = services.get(MailedLinks.class).renew(mailed.link().id()).orElseThrow();

        services.get(LinkEnds.class).withdraw(new UserUpdated(people.ann().id(), List.of("name"), "Ann@Example.org"));
        people.entityManager().clear();
        assertThat(services.get(PasswordClaims.class).look(url(seen)).id())
                .isEqualTo(mailed.link().id());

        services.get(LinkEnds.class)
                .withdraw(new UserUpdated(people.ann().id(), List.of("name", "email"), "Ann@Example.org"));
        people.entityManager().clear();
        refused(() -> services.get(PasswordClaims.class).look(url(seen)), "has been withdrawn");
        assertThat(services.get(MailedLinks.class).renew(mailed.link().id())).isEmpty();
    }

    @Test
    void nobodyIsInvitedWithoutTheRightToSetPasswords() {
        var services = people.at(NOW).byTokenWithout(CredentialAct.SET_PASSWORD);
        assertThatExceptionOfType(ForbiddenException.class)
                .isThrownBy(() -> services.get(Invitations.class).invite("ann", Delivery.HANDED_OVER));
        var withoutUsers = people.at(NOW).byTokenWithout(CredentialAct.CREATE_USER);
        assertThatExceptionOfType(ForbiddenException.class).isThrownBy(() -> withoutUsers
                .get(Invitations.class)
                .create(new NewUser("bob", "Bob", "", null), Delivery.HANDED_OVER));
        refused(() -> people.at(NOW).get(Invitations.class).invite("admin", Delivery.HANDED_OVER), "your own password");
        refused(() -> people.at(NOW).get(Invitations.class).invite("nobody", Delivery.HANDED_OVER), "nobody");
        refused(() -> people.at(NOW).get(Invitations.class).invite("admin", Delivery.MAILED), "your own password");
    }

    @Test
    void whoeverForgotThePasswordIsFoundByLoginOrAddressInAnyCase() {
        for (var typed : List.of("ANN", "ann@example.ORG", "  ann ")) {
            var services = people.at(NOW);
            request(services, typed);

            assertThat(services.get(ForgottenPasswordWork.class).answer()).isTrue();

            assertThat(services.fired()).as(typed).hasExactlyElementsOfTypes(PasswordRequested.class);
            assertThat(services.told()).hasExactlyElementsOfTypes(LinkToBeMailed.class);
            assertThat(services.get(ForgottenPasswordWork.class).answer()).isFalse();
        }
    }

    @Test
    void aLinkForAForgottenPasswordLapsesAfterAnHourAndEndsNoOther() {
        var handed = people.at(NOW).get(Invitations.class).invite("ann", Delivery.HANDED_OVER);
        var services = people.at(NOW);
        request(services, "ann");
        services.get(ForgottenPasswordWork.class).answer();
        var id = ((LinkToBeMailed) services.told().get(0)).linkId();
        var mailed = services.get(MailedLinks.class).renew(id).orElseThrow();

        assertThat(mailed.link().createdBy()).isEmpty();
        assertThat(mailed.link().lapsesAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        people.entityManager().clear();
        var later = people.at(NOW);
        assertThat(later.get(PasswordClaims.class).look(url(handed)).id())
                .isEqualTo(handed.link().id());
        later.get(PasswordClaims.class).claim(url(mailed), CHOSEN);
        assertThat(later.fired()).contains(new PasswordChosen(id, people.ann().id()));
    }

    @Test
    void nobodyElseIsFound() {
        var users = people.at(NOW).get(UserService.class);
        users.create(new NewUser("gone", "Gone", "gone@example.org", PASSWORD));
        users.deactivate("gone", false);
        // deactivation takes the address, and would hide that the status counts
        people.entityManager()
                .createNativeQuery("update users set email = 'gone@example.org' where login = 'gone'")
                .executeUpdate();
        for (var typed :
                List.of("nobody", "nobody@example.org", "admin", "gone", "gone@example.org", "Ann Smith", "%")) {
            var services = people.at(NOW);
            request(services, typed);

            assertThat(services.get(ForgottenPasswordWork.class).answer()).isTrue();

            assertThat(services.fired()).as(typed).isEmpty();
            assertThat(services.told()).isEmpty();
        }
    }

    @Test
    void fiveUsersShareAnAddressAtMostAndEachGetsThreeLinksAnHour() {
        var users = people.at(NOW).get(UserService.class);
        for (int i = 0; i < 6; i++) {
            users.create(new NewUser("shared-" + i, "Shared", "shared@example.org", PASSWORD));
        }
        assertThat(mailsAfter(NOW, "shared@example.org")).isEqualTo(5);
        assertThat(mailsAfter(NOW, "ann")).isEqualTo(1);
        assertThat(mailsAfter(NOW.plusSeconds(60), "ann")).isEqualTo(1);
        assertThat(mailsAfter(NOW.plusSeconds(120), "ann")).isEqualTo(1);
        assertThat(mailsAfter(NOW.plusSeconds(180), "ann")).isZero();
        assertThat(mailsAfter(NOW.plus(Duration.ofHours(1)).plusSeconds(1), "ann"))
                .isEqualTo(1);
    }

    @Test
    void aRequestNeedsMailAndABound() {
        refused(() -> request(people.at(NOW).withoutMail(), "ann"), "cannot mail links here");
        refused(() -> request(people.at(NOW), " "), "Enter a login");
        refused(() -> request(people.at(NOW), "x".repeat(256)), "Enter a login");
        refused(() -> request(people.at(NOW), "a\0b"), "Enter a login");

        var requests = people.at(NOW).get(PasswordRequestRepository.class);
        for (int i = 0; i < ForgottenPasswords.MOST_WAITING; i++) {
            requests.add(new PasswordRequest("ann", "192.0.2.1", NOW));
        }
        refused(() -> request(people.at(NOW), "ann"), "Too many people");
    }

    @Test
    void aRequestThatWaitedWhileMailWasTurnedOffIsDropped() {
        var services = people.at(NOW);
        request(services, "ann");
        services.withoutMail();

        assertThat(services.get(ForgottenPasswordWork.class).answer()).isTrue();

        assertThat(services.told()).isEmpty();
        assertThat(services.get(ForgottenPasswordWork.class).answer()).isFalse();
    }

    @Test
    void aRequestThatWaitedForMoreThanAnHourIsDropped() {
        request(people.at(NOW), "ann");
        var later = people.at(NOW.plus(Duration.ofMinutes(61)));

        assertThat(later.get(ForgottenPasswordWork.class).answer()).isTrue();

        assertThat(later.told()).isEmpty();
    }

    private boolean hasPassword(User user) {
        return people.entityManager()
                        .createQuery("select u.passwordHash from User u where u = :user", String.class)
                        .setParameter("user", user)
                        .getSingleResult()
                != null;
    }

    private int mailsAfter(Instant moment, String typed) {
        var services = people.at(moment);
        request(services, typed);
        services.get(ForgottenPasswordWork.class).answer();
        return services.told().size();
    }

    private static void request(Services services, String typed) {
        // each from another network, as these have a limit
        var network = "2001:db8:" + UUID.randomUUID().toString().substring(0, 4) + "::1";
        services.get(CurrentOrigin.class).set(new Origin(null, Origin.Channel.PAGE, network));
        services.get(ForgottenPasswords.class).request(typed);
    }

    private static void refused(Runnable decision, String words) {
        assertThatExceptionOfType(BusinessException.class)
                .isThrownBy(decision::run)
                .satisfies(told -> assertThat(told.in(Locale.ENGLISH)).contains(words));
    }
}
