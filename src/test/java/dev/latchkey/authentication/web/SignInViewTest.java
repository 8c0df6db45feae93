package dev.latchkey.authentication.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A link to the sign-in page cannot redirect to another site (ASVS 3.7.2). */
class SignInViewTest {

    private final SignInView view = new SignInView();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/user/list", "/user/list?q=a%20b&page=2", "/account/security#x", "/a//b"})
    void goesBackToAPageOfThisApplication(String from) {
        view.setFrom(from);

        assertThat(view.getFrom()).isEqualTo(from);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "user/list",
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "/\t/evil.example/",
                "/\n/evil.example/",
                "/a\r\nLocation: https://evil.example/",
                "\\\\evil.example",
                " //evil.example",
                "/a\\b",
                "/ä",
                "javascript:alert(1)",
                "\u0000/"
            })
    void goesNowhereElse(String from) {
        view.setFrom("/user/list");

        view.setFrom(from);

        assertThat(view.getFrom()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2001, 100_000})
    void takesNoAddressWithoutEnd(int length) {
        view.setFrom("/" + "a".repeat(length));

        assertThat(view.getFrom()).isEmpty();
    }
}
