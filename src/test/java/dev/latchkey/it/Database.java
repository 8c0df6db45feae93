package dev.latchkey.it;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The databases that the product runs on, for tests of what must be the same on each. */
public enum Database {
    H2 {
        @Override
        Map<String, String> environment() {
            return Map.of();
        }
    },

    POSTGRESQL {
        @Override
        Map<String, String> environment() {
            return new Postgres().environment();
        }
    };

    private @Nullable LatchkeyServer shared;

    /** Of a server with an empty database of its own. */
    abstract Map<String, String> environment();

    /** The server of all tests that do not need their own: started by the first of them, stopped after the last. */
    public synchronized LatchkeyServer server() {
        if (shared == null) {
            shared = LatchkeyServer.start(environment());
        }
        return shared;
    }
}
