package dev.latchkey.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ObjectInputStream;
import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A page is read as it was written, or forgotten. */
class OpenPageTest {

    private final OpenPage.Kept page = new OpenPage.Kept("/token/tokens.xhtml");

    /** A bean that cannot be restored. */
    private static final class Broken implements Serializable {

        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) {
            throw new IllegalStateException("of another time");
        }
    }

    @Test
    void isReadAsItWasWritten() {
        page.values().put("nonce", Instant.EPOCH);

        assertThat(OpenPage.read(OpenPage.write(page))).hasValue(page);
    }

    @Test
    void aClassThatNoPageNeedsIsNotRead() {
        page.values().put("nonce", new Timestamp(0));

        assertThat(OpenPage.read(OpenPage.write(page))).isEmpty();
    }

    @Test
    void whatFailsToBeReadIsForgotten() {
        page.beans().put("bean", new Broken());

        assertThat(OpenPage.read(OpenPage.write(page))).isEmpty();
        assertThat(OpenPage.read(new byte[] {1})).isEmpty();
    }
}
