package dev.latchkey.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Open Liberty, as {@code docs/operating/open-liberty.md} configures it. */
record OpenLiberty(Path home) implements ApplicationServer {

    @Override
    public Start prepare(Path war, Path folder, Map<String, String> settings) throws IOException {
        var user = folder.resolve("usr");
        var server = user.resolve("servers/latchkey");
        Files.copy(war, Files.createDirectories(server.resolve("apps")).resolve("latchkey.war"));
        var context = ApplicationServer.contextRoot();
        var configuration = Files.readString(Path.of("liberty-config/server.xml"));
        Files.writeString(
                server.resolve("server.xml"),
                configuration.replace(
                        "contextRoot=\"/\"", "contextRoot=\"" + (context.isEmpty() ? "/" : context) + "\""));
        var environment = new HashMap<>(Map.of(
                "WLP_USER_DIR",
                user.toString(),
                "WLP_OUTPUT_DIR",
                folder.resolve("output").toString()));
        if (!context.isEmpty()) {
            environment.put("MP_OPENAPI_SERVERS", "." + context + "/");
        }
        return new Start(
                home.resolve("bin/tools/ws-server.jar"), jvmOptions(), List.of("latchkey"), environment, "CWWKF0011I");
    }

    /** What the script {@code server} gives to Java. */
    private List<String> jvmOptions() throws IOException {
        var options = new ArrayList<>(List.of("-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar")));
        Files.readAllLines(home.resolve("lib/platform/java/java9.options")).stream()
                .filter(line -> !line.startsWith("#"))
                .forEach(options::add);
        return options;
    }
}
