package dev.latchkey.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Only the key of a page opens it, on a server of the same build. */
class PageKeyTest {

    private static final byte[] BUILD = {1};
    private static final byte[] TEXT = {2, 3};

    private final PageKey key = PageKey.random();
    private final byte[] sealed = key.seal(TEXT, BUILD);

    @Test
    void itOpensWhatItSealed() {
        var sent = PageKey.parse(key.reveal()).orElseThrow();
        assertThat(sent.open(sealed, BUILD)).hasValue(TEXT);
        assertThat(sent.hash()).isEqualTo(key.hash()).hasSize(32);
        assertThat(key.open(key.seal(new byte[0], BUILD), BUILD)).hasValue(new byte[0]);
    }

    @Test
    void noTwoSealsAreAlike() {
        assertThat(key.seal(TEXT, BUILD)).isNotEqualTo(sealed);
    }

    @Test
    void aForeignKeyOpensNothing() {
        assertThat(PageKey.random().open(sealed, BUILD)).isEmpty();
    }

    @Test
    void anotherBuildOpensNothing() {
        assertThat(key.open(sealed, new byte[] {9})).isEmpty();
    }

    @Test
    void whatWasChangedOrCutIsEmpty() {
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(key.open(changed, BUILD)).as("byte %d changed", i).isEmpty();
            assertThat(key.open(Arrays.copyOf(sealed, i), BUILD))
                    .as("cut to %d bytes", i)
                    .isEmpty();
        }
    }

    @Test
    void otherTextIsNoKey() {
        for (var text :
                new String[] {"", "stateless", key.reveal() + "A", key.reveal().substring(1)}) {
            assertThat(PageKey.parse(text)).as(text).isEmpty();
        }
        assertThat(PageKey.parse(null)).isEmpty();
    }
}
