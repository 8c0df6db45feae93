package dev.latchkey.it;

import static dev.latchkey.it.MailServer.part;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Owners get mail about their tokens, through a real mail server, on PostgreSQL. */
class NoticesIT {

    private static final String PASSWORD = "gr0sse-Kartoffel-im-Garten";

    @RegisterExtension
    static final MailingServer MAILING = new MailingServer(Map.of("LATCHKEY_TRUSTED_PROXIES", "127.0.0.1"));

    private static final MailServer MAIL = MAILING.mail();
    private static final Postgres DATABASE = MAILING.database();

    private static LatchkeyServer server;
    private static Api admin;

    @BeforeAll
    static void start() {
        server = MAILING.server();
        admin = server.admin();
        addUser("uli", "uli@example.org");
        addUser("ann", "ann@example.org");
        addUser("mute", "");
        DATABASE.execute("update users set language = 'GERMAN' where login = 'uli'");
    }

    @Test
    void theOwnerLearnsWhatAnAdministratorHasDone() throws Exception {
        var value = admin.post(
                        "api/user_tokens/generate", "login", "uli", "name", "a <b>", "expirationDate", "2028-02-29")
                .json()
                .getString("token");

        var mail = MAIL.arrived(1, "uli@example.org").get(0);

        assertThat(mail.getSubject()).isEqualTo("In Ihrem Namen wurde ein Token erzeugt: a <b>");
        assertThat(mail.getRecipients(RecipientType.TO))
                .extracting(Object::toString)
                .containsExactly("uli <uli@example.org>");
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("Latchkey <latchkey@example.org>");
        assertThat(mail.getMessageID()).matches("<[0-9a-f-]{36}@example\\.org>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(part(mail, "text/plain"))
                .contains("admin hat in Ihrem Namen das Token „a <b>“ erzeugt", "29. Februar 2028")
                .contains("https://latchkey.example.org/account/security");
        assertThat(part(mail, "text/html"))
                .contains("<html lang=\"de\">", "„a &lt;b&gt;“", "29. Februar 2028")
                .contains("href=\"https://latchkey.example.org/account/security\"");
        assertThat(part(mail, "text/plain") + part(mail, "text/html")).doesNotContain(value);

        admin.post("api/user_tokens/rotate", "login", "uli", "name", "a <b>", "overlap", "0");
        admin.post("api/user_tokens/revoke", "login", "uli", "name", "a <b>");

        assertThat(MAIL.arrived(3, "uli@example.org"))
                .extracting(MimeMessage::getSubject)
                .contains("Ihr Token „a <b>“ hat einen neuen Wert", "Ihr Token „a <b>“ wurde widerrufen");
    }

    @Test
    void whatHappensToSeveralTokensAtOnceIsOneMail() throws Exception {
        admin.post("api/projects/create", "project", "shop", "name", "Shop");
        var ann = server.api().withPassword("ann", PASSWORD);
        for (var name : List.of("one", "two")) {
            ann.post("api/user_tokens/generate", "name", name, "type", "PROJECT_ANALYSIS_TOKEN", "projectKey", "shop");
        }

        admin.post("api/projects/delete", "project", "shop");

        var mail = MAIL.arrived(1, "ann@example.org").get(0);
        assertThat(mail.getSubject()).isEqualTo("2 of your tokens were revoked");
        assertThat(part(mail, "text/plain")).contains("- one\r\n- two\r\n");
    }

    @Test
    void theOwnerLearnsWhatTheOwnersTokenHasDone() throws Exception {
        var value = server.api()
                .withPassword("ann", PASSWORD)
                .post("api/user_tokens/generate", "name", "mine")
                .json()
                .getString("token");
        var token = server.api().withBearer(value);
        token.post("api/user_tokens/generate", "name", "of mine");
        token.post("api/user_tokens/revoke", "name", "of mine");
        token.post("api/user_tokens/rotate");

        var mails = MAIL.arrived(3, "ann@example.org");
        assertThat(mails)
                .extracting(MimeMessage::getSubject)
                .containsExactlyInAnyOrder(
                        "A token was generated in your name: of mine",
                        "Your token “of mine” was revoked",
                        "Your token “mine” has a new value");
        for (var mail : mails) {
            assertThat(part(mail, "text/plain")).contains("with the token “mine”");
        }
    }

    @Test
    void theMembersOfItsGroupLearnWhatHappensToTheTokensOfAServiceAccount() throws Exception {
        admin.post("api/user_groups/create", "name", "keepers");
        for (var login : List.of("uli", "ann", "mute")) {
            admin.post("api/user_groups/add_user", "name", "keepers", "login", login);
        }
        var ann = server.api().withPassword("ann", PASSWORD);
        ann.post("api/service_accounts/create", "login", "robot", "name", "Robot", "group", "keepers");
        ann.post("api/user_tokens/generate", "login", "robot", "name", "ci");

        var mail = MAIL.arrived(1, "uli@example.org").get(0);
        assertThat(mail.getSubject()).isEqualTo("Für ein Dienstkonto wurde ein Token erzeugt: robot: ci");
        assertThat(part(mail, "text/plain"))
                .contains("Sie erhalten diese Mail, weil Sie zu der Gruppe gehören")
                .contains("https://latchkey.example.org/account/service-accounts");

        admin.post("api/user_tokens/revoke", "login", "robot", "name", "ci");
        assertThat(MAIL.arrived(2, "uli@example.org"))
                .extracting(MimeMessage::getSubject)
                .contains("Ihr Token „robot: ci“ wurde widerrufen");
        assertThat(MAIL.arrived(1, "ann@example.org"))
                .as("not of what Ann did")
                .extracting(MimeMessage::getSubject)
                .containsExactly("Your token “robot: ci” was revoked");
    }

    @Test
    void theOwnerLearnsThatSomebodyHasUsedTheValueToRevokeIt() throws Exception {
        var value = server.api()
                .withPassword("ann", PASSWORD)
                .post("api/user_tokens/generate", "name", "held")
                .json()
                .getString("token");

        server.api()
                .send(server.api()
                        .request("oauth2/revoke")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Forwarded-For", "203.0.113.78")
                        .POST(BodyPublishers.ofString("token=" + value)));

        var mail = MAIL.arrived(1, "ann@example.org").get(0);
        assertThat(mail.getSubject()).isEqualTo("Your token “held” was revoked with its value");
        assertThat(part(mail, "text/plain"))
                .contains("Somebody who has the value of your token “held” has revoked it, from 203.0.113.78.")
                .doesNotContain(value);
    }

    @Test
    void ownerAndAdministratorsLearnOfALeak() throws Exception {
        DATABASE.execute("update users set email = 'boss@example.org' where login = 'admin'");
        var ann = server.api().withPassword("ann", PASSWORD);
        var value = ann.post("api/user_tokens/generate", "name", "leaky").json().getString("token");

        server.api()
                .send(server.api()
                        .request("api/user_tokens/report_leak")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(value + " https://example.org/<i>/" + value)));

        var toOwner = MAIL.arrived(1, "ann@example.org").get(0);
        assertThat(toOwner.getSubject()).isEqualTo("Your token “leaky” has leaked and was revoked");
        assertThat(part(toOwner, "text/plain"))
                .contains("Found at: https://example.org/<i>/lku_…\r\n")
                .doesNotContain(value);
        assertThat(part(toOwner, "text/html")).contains("https://example.org/&lt;i&gt;/lku_…");
        var toAdministrator = MAIL.arrived(1, "boss@example.org").get(0);
        assertThat(toAdministrator.getSubject()).isEqualTo("A leaked token of ann was revoked: leaky");
        assertThat(part(toAdministrator, "text/plain"))
                .contains("https://latchkey.example.org/inventory/list?status=REVOKED")
                .doesNotContain(value);
        DATABASE.execute("update users set email = null where login = 'admin'");
    }

    @Test
    void aUserLearnsThatPasswordLoginOrEmailWereChanged() throws Exception {
        addUser("carla", "carla@example.org");
        admin.post("api/users/change_password", "login", "carla", "password", "eine-andere-Kartoffel");
        var carla = server.api().withPassword("carla", "eine-andere-Kartoffel");
        carla.post(
                "api/users/change_password",
                "login",
                "carla",
                "previousPassword",
                "eine-andere-Kartoffel",
                "password",
                "und-noch-eine-Kartoffel");
        var mails = MAIL.arrived(2, "carla@example.org");
        assertThat(mails).extracting(MimeMessage::getSubject).containsOnly("Your password was changed");
        assertThat(part(mails.get(0), "text/plain"))
                .contains("admin has changed the password of your Latchkey account “carla”.");
        assertThat(part(mails.get(1), "text/plain")).contains("somebody who was signed in as you, presumably you");

        admin.post("api/users/update_login", "login", "carla", "newLogin", "carola");
        assertThat(MAIL.arrived(3, "carla@example.org").get(2).getSubject()).isEqualTo("Your login is now carola");
        admin.post("api/users/update", "login", "carola", "email", "carola@example.org");
        var last = MAIL.arrived(4, "carla@example.org").get(3);
        assertThat(last.getSubject()).isEqualTo("Your email address was changed");
        assertThat(part(last, "text/plain")).contains("admin has changed").doesNotContain("carola@example.org");
        Notices.awaitSent(server);
        assertThat(DATABASE.tablesWith("carla@example.org")).as("once sent").isEmpty();
    }

    @Test
    void whoHasNoAddressIsPassedOver() throws Exception {
        admin.post("api/user_tokens/generate", "login", "mute", "name", "unheard");
        server.api().withPassword("ann", PASSWORD).post("api/user_tokens/generate", "name", "own");
        admin.post("api/user_tokens/generate", "login", "ann", "name", "heard");

        assertThat(MAIL.arrived(1, "ann@example.org"))
                .extracting(MimeMessage::getSubject)
                .containsExactly("A token was generated in your name: heard");
    }

    @Test
    void whatTheMailServerMissesIsSentWhenItIsBack() throws Exception {
        MAIL.stop();
        admin.post("api/user_tokens/generate", "login", "ann", "name", "late");
        Notices.awaitFailure(server, "ann", 1);

        MAIL.start();

        assertThat(MAIL.arrived(1, "ann@example.org"))
                .extracting(MimeMessage::getSubject)
                .containsExactly("A token was generated in your name: late");
    }

    @Test
    void theOwnerIsRemindedOnceOfATokenThatExpires() throws Exception {
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(3);
        var ann = server.api().withPassword("ann", PASSWORD);
        ann.post("api/user_tokens/generate", "name", "mayfly", "expirationDate", day.toString());
        ann.post("api/user_tokens/generate", "name", "revoked", "expirationDate", day.toString());
        ann.post("api/user_tokens/revoke", "name", "revoked");

        DATABASE.execute("update daily_job set done_on = null where name = 'notices'");

        var written =
                day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.ENGLISH));
        assertThat(MAIL.arrived(1, "ann@example.org"))
                .extracting(MimeMessage::getSubject)
                .containsExactly("Your token “mayfly” expires on " + written);

        DATABASE.execute("update daily_job set done_on = null where name = 'notices'");
        admin.post("api/user_tokens/generate", "login", "ann", "name", "after the second reminder");
        assertThat(MAIL.arrived(2, "ann@example.org").get(1).getSubject()).endsWith("after the second reminder");
    }

    @Test
    void anAdministratorSeesWhetherMailArrives() throws Exception {
        var test = admin.post("api/notices/send_test", "address", "ann@example.org");
        assertThat(test.json().getBoolean("accepted")).as(test.text()).isTrue();
        assertThat(MAIL.arrived(1, "ann@example.org").get(0).getSubject()).isEqualTo("Test mail from Latchkey");

        MAIL.stop();
        test = admin.post("api/notices/send_test", "address", "ann@example.org");
        assertThat(test.json().getBoolean("accepted")).isFalse();
        assertThat(test.json().getString("msg")).startsWith("The mail was not sent: Couldn't connect to host");
        assertThat(server.api()
                        .withPassword("ann", PASSWORD)
                        .post("api/notices/send_test")
                        .status())
                .isEqualTo(403);
        assertThat(admin.post("api/notices/send_test").errors()).hasSize(1);
        assertThat(admin.get("api/audit_log/search", "action", "TEST_MAIL_SENT").text())
                .containsSubsequence("\"accepted\":\"false\"", "\"accepted\":\"true\"")
                .doesNotContain("ann@example.org");
    }

    @Test
    void whatWasSkippedIsListedAndTriedAgain() throws Exception {
        addUser("later", "");
        admin.post("api/user_tokens/generate", "login", "later", "name", "unread");
        admin.post("api/user_tokens/generate", "login", "ann", "name", "read");
        MAIL.arrived(1, "ann@example.org");
        assertThat(admin.get("api/notices/search", "state", "SKIPPED").text())
                .contains("\"login\":\"later\"", "\"configured\":true", "\"tokenName\":\"unread\"");

        admin.post("api/users/update", "login", "later", "email", "later@example.org");
        assertThat(admin.post("api/notices/retry").json().getInt("retried")).isPositive();

        MAIL.arrived(1, "later@example.org");
    }

    @Test
    void theOwnerLearnsThatATokenIsUsedFromANewAddress() throws Exception {
        admin.post("api/settings/set", "key", "latchkey.token.tell.new.address", "value", "true");
        var value = server.api()
                .withPassword("ann", PASSWORD)
                .post("api/user_tokens/generate", "name", "wandering")
                .json()
                .getString("token");
        DATABASE.execute(
                "update access_token set last_used_at = created_at - interval '1 hour' where name = 'wandering'");

        var program = server.api().withBearer(value);
        program.send(program.request("api/users/current")
                .header("X-Forwarded-For", "198.51.100.7")
                .GET());

        var mail = MAIL.arrived(1, "ann@example.org").get(0);
        assertThat(mail.getSubject()).isEqualTo("Your token “wandering” is used from a new address");
        assertThat(part(mail, "text/plain")).contains("198.51.100.7").doesNotContain(value);
        admin.post("api/settings/reset", "keys", "latchkey.token.tell.new.address");
    }

    @Test
    void theOwnerLearnsOnceADayThatATokenIsUsedFromOutsideOfItsNetworks() throws Exception {
        var value = server.api()
                .withPassword("ann", PASSWORD)
                .post("api/user_tokens/generate", "name", "bound", "networks", "192.0.2.7")
                .json()
                .getString("token");
        var program = server.api().withBearer(value);
        for (var address : List.of("198.51.100.7", "198.51.100.8")) {
            program.send(program.request("api/users/current")
                    .header("X-Forwarded-For", address)
                    .GET());
            // each is written on its own
            DATABASE.awaitRow("select count(*) from access_token where last_stray_address = '" + address + "'");
        }
        admin.post("api/user_tokens/bind", "login", "ann", "name", "bound", "networks", "ALL");

        var mails = MAIL.arrived(2, "ann@example.org");
        assertThat(mails)
                .extracting(MimeMessage::getSubject)
                .containsExactlyInAnyOrder(
                        "A call with your token “bound” from outside its networks was refused",
                        "The networks of your token “bound” were changed");
        assertThat(mails).anySatisfy(mail -> assertThat(part(mail, "text/plain"))
                .contains("was used from 198.51.100.7, which is outside of its networks")
                .doesNotContain("198.51.100.8", value));
    }

    @Test
    void aRecipientThatIsRefusedStopsNobodyElseAndIsGivenUp() {
        addUser("moved", "moved@example.org");
        MAIL.stop();
        try (var mail = MAIL.replacedBy("moved@example.org")) {
            admin.post("api/user_tokens/generate", "login", "moved", "name", "unwanted");
            admin.post("api/user_tokens/generate", "login", "ann", "name", "wanted");
            mail.awaitAccepted("ann@example.org");
            Notices.awaitSent(server, "moved");
        }

        assertThat(givenUp("moved"))
                .contains("\"tokenName\":\"unwanted\"", "\"attempts\":1,", "550 5.1.1 nobody of that name");
    }

    @Test
    void mailGoesToAnInternationalDomainAndNotToAnAddressThatNoServerTakes() throws Exception {
        addUser("zoe", "zoe@m\u00FCller.example");
        addUser("aenn", "\u00E4nn@example.org");
        admin.post("api/user_tokens/generate", "login", "zoe", "name", "ci");
        admin.post("api/user_tokens/generate", "login", "aenn", "name", "lost");

        assertThat(MAIL.arrived(1, "xn--mller-kva.example").get(0).getRecipients(RecipientType.TO))
                .extracting(Object::toString)
                .containsExactly("zoe <zoe@xn--mller-kva.example>");
        Notices.awaitSent(server, "aenn");
        assertThat(givenUp("aenn")).contains("\"tokenName\":\"lost\"", "\"attempts\":1,", "ASCII characters");
        assertThat(admin.post("api/notices/send_test", "address", "\u00E4nn@example.org")
                        .errors())
                .singleElement()
                .asString()
                .contains("ASCII characters");
    }

    /** The owner's only mail among the undeliverable ones. */
    private static String givenUp(String login) {
        return admin
                .get("api/notices/search", "state", "FAILED", "ps", "500")
                .json()
                .getJsonArray("notices")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(notice -> notice.getString("login").equals(login))
                .map(Object::toString)
                .collect(Collectors.joining());
    }

    private static void addUser(String login, String email) {
        admin.post("api/users/create", "login", login, "name", login, "email", email, "password", PASSWORD);
    }
}
