package dev.latchkey.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/users/search", "/.well-known/security.txt", "/index.xhtml", "/a/..b", "/~a-b_c"})
    void isOfNamesAfterSingleSlashes(String path) {
        assertThat(PlainPath.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api",
                "//",
                "/api/",
                "/api//users",
                "/./api",
                "/api/..",
                "/a;x=1",
                "/a%2fb",
                "/%61",
                "/a b",
                "/a\\b",
                "/ä",
                "/a\n"
            })
    void hasNoOtherSpelling(String path) {
        assertThat(PlainPath.isPlain(path)).isFalse();
    }

    /** As long as a request line may be; a recursive regular expression would overflow the stack. */
    @Test
    void mayBeLong() {
        assertThat(PlainPath.isPlain("/a".repeat(4000))).isTrue();
    }
}
