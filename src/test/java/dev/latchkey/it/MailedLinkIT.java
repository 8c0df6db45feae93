package dev.latchkey.it;

import static dev.latchkey.it.MailServer.link;
import static dev.latchkey.it.MailServer.part;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One-time links go to their users by mail, through a real mail server, on PostgreSQL. */
class MailedLinkIT {

    private static final String PASSWORD = Secrets.remember("gr0sse-Kartoffel-im-Garten");

    // cookies go over HTTP here
    @RegisterExtension
    static final MailingServer MAILING = new MailingServer(Map.of("LATCHKEY_BASE_URL", "http://latchkey.example.org"));

    private static final MailServer MAIL = MAILING.mail();
    private static final Postgres DATABASE = MAILING.database();

    private static LatchkeyServer server;
    private static Api admin;

    @BeforeAll
    static void start() {
        server = MAILING.server();
        admin = server.admin();
        MAILING.addUser("uli", "uli@example.org", PASSWORD);
        MAILING.addUser("ann", "ann@example.org", PASSWORD);
        MAILING.addUser("mute", "", PASSWORD);
        DATABASE.execute("update users set language = 'GERMAN' where login = 'uli'");
    }

    @Test
    void theLinkOfAnOfferArrivesAndWorksOnce() throws Exception {
        var offered = offer(
                "uli",
                "ci",
                "scopes",
                "latchkey:read",
                "networks",
                "192.0.2.0/24,127.0.0.1",
                "expirationDate",
                "2028-02-29");
        assertThat(offered.containsKey("link")).isFalse();

        var mail = MAIL.arrived(1, "uli@example.org").get(0);

        assertThat(mail.getSubject()).isEqualTo("admin bietet Ihnen ein Token an: ci");
        assertThat(part(mail, "text/plain"))
                .contains("admin bietet Ihnen das Token „ci“ an.", "29. Februar 2028")
                .contains("Beschränkt auf die Scopes latchkey:read.")
                .contains("Nur von diesen Netzen verwendbar: 192.0.2.0/24, 127.0.0.1.")
                .containsPattern("Nur Sie können den Link verwenden, einmal, bis zum .* um \\d\\d:\\d\\d Uhr UTC");
        var link = link(mail);
        assertThat(link).startsWith("http://latchkey.example.org/link/claim#");
        assertThat(part(mail, "text/html")).contains("href=\"" + link + "\"");
        var secret = link.substring(link.indexOf('#') + 1);
        Notices.awaitSent(server);
        assertThat(DATABASE.tablesWith(secret)).isEmpty();
        assertThat(admin.get("api/notices/search", "state", "SENT").text())
                .contains("TOKEN_OFFERED")
                .doesNotContain(secret);
        assertThat(admin.get("api/audit_log/search", "user", "uli").text())
                .contains("TOKEN_OFFERED")
                .doesNotContain(secret);

        assertThat(claim("uli", link).text()).containsPattern("lku_\\w{36}");
        assertThat(claim("uli", link).text()).contains("schon verwendet");
    }

    /** The first mail has arrived, although the answer to it said otherwise. */
    @Test
    void afterAFailedAttemptOnlyTheNewestLinkWorks() throws Exception {
        MAIL.stop();
        MimeMessage first;
        try (var liar = MAIL.replacedByLiar()) {
            offer("ann", "twice");
            first = liar.awaitMail();
        }
        MAIL.start();
        var second = MAIL.arrived(1, "ann@example.org").get(0);

        assertThat(second.getMessageID()).isNotEqualTo(first.getMessageID());
        assertThat(claim("ann", link(first)).text()).contains("There is no such link");
        assertThat(claim("ann", link(second)).text()).containsPattern("lku_\\w{36}");
    }

    @Test
    void aWithdrawnOfferIsNotMailed() throws Exception {
        MAIL.stop();
        var id = offer("ann", "withdrawn").getJsonObject("offer").getString("id");
        Notices.awaitFailure(server, "ann", 1);
        admin.post("api/user_tokens/withdraw_offer", "id", id);
        MAIL.start();
        Notices.awaitSent(server);

        admin.post("api/user_tokens/generate", "login", "ann", "name", "next");

        assertThat(MAIL.arrived(1, "ann@example.org").get(0).getSubject()).endsWith("next");
    }

    @Test
    void whoHasNoAddressGetsNone() {
        var refused = admin.post("api/user_tokens/offer", "login", "mute", "name", "ci", "mail", "true");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).singleElement().asString().contains("has no email address");
        assertThat(admin.get("api/user_tokens/offers", "login", "mute").text()).contains("\"total\":0");
    }

    private static JsonObject offer(String login, String name, String... more) {
        var parameters = new String[more.length + 6];
        System.arraycopy(new String[] {"login", login, "name", name, "mail", "true"}, 0, parameters, 0, 6);
        System.arraycopy(more, 0, parameters, 6, more.length);
        var answer = admin.post("api/user_tokens/offer", parameters);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static Answer claim(String login, String link) {
        return StatelessForm.open(server.api(), "link/claim", server.sessionCookie(login, PASSWORD))
                .send("submit", "confirmed", "true", "code", link);
    }
}
