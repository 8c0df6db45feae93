package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Pages show the user agent that a client sends, so it is cut and cleaned before it is stored. */
class ClientTest {

    @Test
    void keepsWhatIsHarmless() {
        var client = new Client("2001:db8::1", "curl/8.5.0 (Ünïx; 漢字 😀)");

        assertThat(client.address()).isEqualTo("2001:db8::1");
        assertThat(client.agent()).isEqualTo("curl/8.5.0 (Ünïx; 漢字 😀)");
    }

    @Test
    void takesControlCharactersOut() {
        assertThat(new Client("::1", "a\r\nb\u0000c\u001b[31m\u202Ed\u2028").agent())
                .isEqualTo("a  b c [31m d");
    }

    @Test
    void isBounded() {
        var client = new Client("9".repeat(1000), "x".repeat(1000));

        assertThat(client.address()).hasSize(45);
        assertThat(client.agent()).hasSize(200);
    }

    @Test
    void cutsNoCharacterInHalf() {
        assertThat(new Client("", "x".repeat(199) + "😀").agent()).isEqualTo("x".repeat(199));
        assertThat(new Client("", "x".repeat(198) + "😀").agent()).endsWith("😀");
    }

    @Test
    void mayBeSilent() {
        assertThat(new Client("", "\n").agent()).isEmpty();
    }
}
