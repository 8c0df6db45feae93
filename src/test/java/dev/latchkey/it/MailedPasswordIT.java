package dev.latchkey.it;

import static dev.latchkey.it.MailServer.link;
import static dev.latchkey.it.MailServer.part;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.mail.internet.MimeMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links to choose a password go to their users by mail, through a real mail server, on PostgreSQL. */
class MailedPasswordIT {

    private static final String FORMER = Secrets.remember("gr0sse-Kartoffel-im-Garten");
    private static final String CHOSEN = Secrets.remember("four-Quite-different-words");
    private static final String LINK = "http://latchkey.example.org/link/password#";

    // cookies go over HTTP here
    @RegisterExtension
    static final MailingServer MAILING = new MailingServer(Map.of("LATCHKEY_BASE_URL", "http://latchkey.example.org"));

    private static final MailServer MAIL = MAILING.mail();
    private static final Postgres DATABASE = MAILING.database();

    private static LatchkeyServer server;
    private static Api admin;
    private static Api anybody;

    @BeforeAll
    static void start() {
        server = MAILING.server();
        admin = server.admin();
        anybody = server.api();
        Stream.of("uli", "kim", "ann", "fay", "eve")
                .forEach(login -> MAILING.addUser(login, login + "@example.org", FORMER));
        DATABASE.execute("update users set language = 'GERMAN' where login in ('uli', 'kim')");
    }

    @Test
    void anInvitedUserChoosesThePasswordOnceAndHearsOfIt() throws Exception {
        var invited = admin.post(
                "api/users/invite", "login", "new", "name", "Nina", "email", "new@example.org", "mail", "true");
        assertThat(invited.status()).as(invited.text()).isEqualTo(200);
        assertThat(invited.json()).containsKey("lapsesAt").doesNotContainKey("link");

        var mail = MAIL.arrived(1, "new@example.org").get(0);

        assertThat(mail.getSubject()).isEqualTo("Choose a password for Latchkey");
        assertThat(part(mail, "text/plain"))
                .contains("Nina", "admin invites you to choose a password for your Latchkey account “new”")
                .containsPattern("You can use the link once, until \\d\\d:\\d\\d UTC on ");
        var link = link(mail);
        assertThat(link).startsWith(LINK);
        assertThat(part(mail, "text/html")).contains("href=\"" + link + "\"");
        var secret = link.substring(LINK.length());
        Notices.awaitSent(server);
        assertThat(DATABASE.tablesWith(secret)).isEmpty();

        assertThat(look(link).text()).contains("value=\"new\"");
        assertThat(choose("new", link).status()).isEqualTo(302);

        assertThat(canSignIn("new", CHOSEN)).isTrue();
        assertThat(choose("new", link).text()).contains("has been used already");
        var news = MAIL.arrived(2, "new@example.org").get(1);
        assertThat(news.getSubject()).isEqualTo("Your password was changed");
        assertThat(part(news, "text/plain")).contains("account “new” was changed with a one-time link");
        assertThat(admin.get("api/audit_log/search", "user", "new").text())
                .contains("PASSWORD_LINK_ISSUED", "PASSWORD_CHOSEN")
                .doesNotContain(secret);
    }

    @Test
    void whoHasAPasswordReadsWhichAdministratorWantsAnother() throws Exception {
        admin.post("api/users/invite", "login", "uli", "mail", "true");

        var mail = MAIL.arrived(1, "uli@example.org").get(0);

        assertThat(mail.getSubject()).isEqualTo("Wählen Sie ein Passwort für Latchkey");
        assertThat(part(mail, "text/plain"))
                .contains("admin lädt Sie ein, ein Passwort für Ihr Latchkey-Konto „uli“ zu wählen");
        assertThat(link(mail)).startsWith(LINK);
    }

    @ParameterizedTest
    @CsvSource({
        "fay, FAY,             Choose a new password for Latchkey",
        "kim, Kim@Example.org, Wählen Sie ein neues Passwort für Latchkey"
    })
    void whoForgotThePasswordChoosesAnother(String login, String typed, String subject) throws Exception {
        var session = server.sessionCookie(login, FORMER);
        assertThat(anybody.get("authentication/sign-in").text()).contains("link/forgotten");
        request(typed);

        var mail = MAIL.arrived(1, login + "@example.org").get(0);

        assertThat(mail.getSubject()).isEqualTo(subject);
        var link = link(mail);
        assertThat(link).startsWith(LINK);
        assertThat(look(link).text()).contains("value=\"" + login + "\"");
        assertThat(canSignIn(login, FORMER)).as("looking changes nothing").isTrue();
        assertThat(signedIn(session)).isTrue();

        assertThat(choose(login, link).status()).isEqualTo(302);

        assertThat(signedIn(session)).as("all sessions end").isFalse();
        assertThat(canSignIn(login, FORMER)).isFalse();
        assertThat(canSignIn(login, CHOSEN)).isTrue();
        assertThat(choose(login, link).text()).contains("has been used already");
        MAIL.arrived(2, login + "@example.org");
        assertThat(admin.get("api/audit_log/search", "user", login).text())
                .contains("PASSWORD_REQUESTED", "PASSWORD_CHOSEN");
    }

    @Test
    void aFourthRequestWithinAnHourAndAnUnknownNameAreAnsweredAlikeAndGetNoMail() throws Exception {
        var answers = Stream.of("eve", "eve@example.org", "eve", "eve", "nobody")
                .map(MailedPasswordIT::request)
                .distinct();
        assertThat(answers).singleElement().asString().contains("If a user with that login or address exists");

        DATABASE.awaitRow("select count(*) where not exists (select 1 from password_request)");
        Notices.awaitSent(server);

        assertThat(MAIL.arrived(3, "@"))
                .extracting(MimeMessage::getSubject)
                .containsOnly("Choose a new password for Latchkey");
        assertThat(MAIL.arrived(3, "eve@example.org"))
                .extracting(MailServer::link)
                .doesNotHaveDuplicates();
    }

    /** The first mail has arrived, although the answer to it said otherwise. */
    @Test
    void afterAFailedAttemptOnlyTheNewestLinkWorks() throws Exception {
        MAIL.stop();
        MimeMessage first;
        try (var liar = MAIL.replacedByLiar()) {
            request("ann");
            first = liar.awaitMail();
        }
        MAIL.start();
        var second = MAIL.arrived(1, "ann@example.org").get(0);

        assertThat(second.getMessageID()).isNotEqualTo(first.getMessageID());
        assertThat(look(link(first)).text()).contains("There is no such link");
        assertThat(choose("ann", link(first)).text()).contains("There is no such link");
        assertThat(canSignIn("ann", FORMER)).isTrue();
        assertThat(choose("ann", link(second)).status()).isEqualTo(302);
        assertThat(canSignIn("ann", CHOSEN)).isTrue();
    }

    @Test
    void withoutAPublicAddressNobodyIsOfferedALink() {
        var environment = new HashMap<>(MAIL.environment());
        environment.remove("LATCHKEY_BASE_URL");
        try (var unaddressed = LatchkeyServer.start(environment)) {
            var reader = unaddressed.api();
            assertThat(reader.get("authentication/sign-in").text())
                    .contains("id=\"login\"")
                    .doesNotContain("link/forgotten", "Forgot your password?");
            assertThat(reader.get("link/forgotten").text())
                    .contains("cannot mail links")
                    .doesNotContain("id=\"login\"");
            var refused = unaddressed
                    .admin()
                    .post(
                            "api/users/invite",
                            "login",
                            "new",
                            "name",
                            "Nina",
                            "email",
                            "new@example.org",
                            "mail",
                            "true");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.errors()).singleElement().asString().contains("LATCHKEY_BASE_URL");
        }
    }

    /** What the page for a forgotten password answers. */
    private static String request(String typed) {
        var answer = StatelessForm.open(anybody, "link/forgotten", "").send("submit", "login", typed);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text().replaceFirst("(?s).*<main", "").replaceFirst("(?s)</main>.*", "");
    }

    private static Answer look(String link) {
        return StatelessForm.open(anybody, "link/password", "").send("look", "code", link);
    }

    private static Answer choose(String login, String link) {
        return StatelessForm.open(anybody, "link/password", "")
                .send("submit", "choosing", "true", "code", link, "login", login, "password", CHOSEN);
    }

    private static boolean canSignIn(String login, String password) {
        return anybody.post("api/authentication/login", "login", login, "password", password)
                        .status()
                == 200;
    }

    private static boolean signedIn(String session) {
        return anybody.send(anybody.request("account/security")
                                .header("Cookie", session)
                                .GET())
                        .status()
                == 200;
    }
}
