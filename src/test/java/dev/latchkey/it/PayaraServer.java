package dev.latchkey.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Payara Server, as {@code docs/operating/payara-server.md} configures it. */
record PayaraServer(Path home) implements ApplicationServer {

    @Override
    public Start prepare(Path war, Path folder, Map<String, String> environment) throws IOException {
        var commands = Path.of("payara-config/pre-boot-commands.txt").toAbsolutePath();
        return AsadminDomain.copy(home, war, folder, environment).start("--prebootcommandfile", commands.toString());
    }
}
