package dev.latchkey.it;

import java.util.Map;

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

    /** Of a server with an empty database of its own. */
    abstract Map<String, String> environment();
}
