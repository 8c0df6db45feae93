package dev.latchkey.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** GlassFish, as {@code docs/operating/glassfish.md} configures it. */
record GlassFish(Path home) implements ApplicationServer {

    @Override
    public Start prepare(Path war, Path folder, Map<String, String> environment) throws IOException {
        var domain = AsadminDomain.copy(home, war, folder, environment);
        domain.configure(all -> all.replace(
                        "jdbc:postgresql://localhost/latchkey", String.valueOf(environment.get("LATCHKEY_DB_URL")))
                .replace(
                        "name=\"User\" value=\"latchkey\"",
                        "name=\"User\" value=\"" + environment.get("LATCHKEY_DB_USER") + "\""));
        return domain.start();
    }
}
