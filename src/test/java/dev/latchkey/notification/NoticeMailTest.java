package dev.latchkey.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.user.User;
import jakarta.mail.MessagingException;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The words of the mails. */
class NoticeMailTest {

    private static final Instant NOW = Instant.parse("2028-02-28T23:59:59Z");
    private static final Optional<String> BASE_URL = Optional.of("https://latchkey.example.org/");

    private EntityManager entityManager;

    @BeforeEach
    void begin() {
        entityManager = TestDatabase.H2.begin();
        entityManager
                .createNativeQuery("insert into users (id, version, login, name, search_text, active,"
                        + " must_change_password, created_at) values (1, 1, 'ann', 'Ann <&> Co', 'x', true, false,"
                        + " current_timestamp)")
                .executeUpdate();
    }

    @AfterEach
    void rollBack() {
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    @Test
    void namesTheOneTokenItIsAbout() {
        var letter = mail(expiring("ci"), BASE_URL);

        assertThat(letter.subject()).isEqualTo("Your token “ci” expires on February 29, 2028");
        assertThat(letter.text())
                .startsWith("Hello Ann <&> Co,\r\n\r\nYour token “ci” expires on February 29, 2028, at 00:00 UTC.");
        assertThat(letter.html()).contains("<p>Hello Ann &lt;&amp;&gt; Co,</p>").doesNotContain("<ul>");
    }

    @Test
    void namesEachOfSeveralTokensOnce() {
        var letter = mail(expiring("ci", "a <b>", "ci"), BASE_URL);

        assertThat(letter.subject()).isEqualTo("2 of your tokens expire on February 29, 2028");
        assertThat(letter.text()).contains("\r\n\r\n- ci\r\n- a <b>\r\n\r\n");
        assertThat(letter.html()).contains("<ul>\r\n<li>ci</li>\r\n<li>a &lt;b&gt;</li>\r\n</ul>");
    }

    @Test
    void isAboutOneTokenWhenBothOfItsValuesHaveEnded() {
        assertThat(mail(expiring("ci", "ci"), BASE_URL).subject()).startsWith("Your token “ci”");
    }

    @Test
    void namesTheTokenThatDidIt() {
        var notices = expiring("ci");
        assertThat(mail(notices, BASE_URL).text()).doesNotContain("This was done with");

        notices.forEach(notice -> notice.by(null, "deploy"));

        assertThat(mail(notices, BASE_URL).text()).contains("\r\n\r\nThis was done with the token “deploy”.");
    }

    @Test
    void namesTheLimitsOfANewToken() {
        assertThat(generated(List.of("read", "write"), List.of("192.0.2.0/24", "2001:db8::/32")))
                .contains(
                        "\r\n\r\nLimited to the scopes read, write.\r\n\r\n",
                        "\r\n\r\nUsable from these networks only: 192.0.2.0/24, 2001:db8::/32.\r\n\r\n");
        assertThat(generated(List.of(), null)).contains("it allows nothing.").doesNotContain("networks");
        assertThat(generated(null, null)).doesNotContain("Limited");
    }

    @Test
    void saysThatATokenOfAServiceAccountIsNotTheReaders() {
        var ann = entityManager.find(User.class, 1L);
        var notices = Stream.of("ci", "nightly")
                .map(name -> new Notice(
                        NoticeKind.TOKEN_GENERATED, ann, ann, new TokenFacts(1, name, null, null, null), null, NOW))
                .toList();

        var one = mail(notices.subList(0, 1), BASE_URL);
        assertThat(one.subject()).isEqualTo("A token was generated for a service account: ann: ci");
        assertThat(one.text())
                .contains("An administrator has generated the token “ann: ci” for a service account.")
                .doesNotContain("your name");
        var several = mail(notices, BASE_URL);
        assertThat(several.subject()).isEqualTo("2 tokens were generated for service accounts");
        assertThat(several.text()).contains("these tokens for service accounts").doesNotContain("your name");
    }

    private String generated(@Nullable List<String> scopes, @Nullable List<String> networks) {
        var token = new TokenFacts(1, "ci", null, scopes, networks);
        var ann = entityManager.find(User.class, 1L);
        return mail(List.of(new Notice(NoticeKind.TOKEN_GENERATED, ann, null, token, null, NOW)), BASE_URL)
                .text();
    }

    @Test
    void hasNoLinkWhereTheAddressIsUnknown() {
        assertThat(mail(expiring("ci"), Optional.empty()).html()).doesNotContain("<a ");
    }

    private static NoticeMail mail(List<Notice> notices, Optional<String> baseUrl) {
        try {
            return NoticeMail.of(new Gathered(notices, null), baseUrl);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private List<Notice> expiring(String... tokens) {
        var ann = entityManager.find(User.class, 1L);
        return Stream.of(tokens)
                .map(token -> new TokenFacts(1, token, LocalDate.parse("2028-02-29")))
                .map(token -> new Notice(NoticeKind.TOKEN_EXPIRES, ann, null, token, null, NOW))
                .toList();
    }
}
