package dev.latchkey.it;

import dev.latchkey.it.ApplicationServer.Start;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A domain of GlassFish or of Payara Server: the folder with the configuration and the applications of one server. */
record AsadminDomain(Path home, Path domains, Map<String, String> environment) {

    private static final String NAME = "domain1";

    private static final Pattern PORT = Pattern.compile("(?<=port=\"?|_PORT\" value=\")\\d+");

    /** The server deploys the application at its first start, and loads it at the next. */
    private static final String READY = "latchkey was successfully deployed|Loading application .*latchkey.* done";

    private static final String MAIN_CLASSES = "com.sun.enterprise.glassfish.bootstrap.";

    /** Copies the domain of the server below the folder, with ports of its own on 127.0.0.1, and lets it deploy the WAR when it starts. */
    static AsadminDomain copy(Path home, Path war, Path folder, Map<String, String> environment) throws IOException {
        var domain = new AsadminDomain(home, folder.resolve("domains"), environment);
        var own = domain.domains.resolve(NAME);
        ApplicationServer.copy(home.resolve("glassfish/domains").resolve(NAME), own);
        Files.copy(war, Files.createDirectories(own.resolve("autodeploy")).resolve("latchkey.war"));
        domain.configure(all -> PORT.matcher(all)
                .replaceAll(port -> domain.port(port.group()))
                .replace("0.0.0.0", "127.0.0.1")
                .replaceAll("<network-listener (?![^>]*address=)", "<network-listener address=\"127.0.0.1\" "));
        return domain;
    }

    /** Changes the configuration, an XML document. */
    void configure(UnaryOperator<String> change) throws IOException {
        var file = domains.resolve(NAME).resolve("config/domain.xml");
        Files.writeString(file, change.apply(Files.readString(file)));
    }

    private String port(String usual) {
        return usual.equals("8080")
                ? String.valueOf(environment.get("LATCHKEY_HTTP_PORT"))
                : Integer.toString(LatchkeyServer.freePort());
    }

    /** The Java command that {@code asadmin start-domain} would execute. */
    Start start(String... options) throws IOException {
        var asadmin = new ArrayList<>(List.of(home.resolve("bin/asadmin").toString(), "start-domain", "--dry-run"));
        asadmin.addAll(List.of("--domaindir", domains.toString()));
        asadmin.addAll(List.of(options));
        asadmin.add(NAME);
        var builder = new ProcessBuilder(asadmin).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try (var output = builder.start().inputReader(StandardCharsets.UTF_8)) {
            // One word per line, between a headline and an empty line. -cp FILE is left out for -jar FILE.
            var words =
                    output.lines().skip(1).takeWhile(word -> !word.isBlank()).toList();
            var jvmOptions = Stream.concat(
                            words.stream()
                                    .skip(words.indexOf("-cp") + 2)
                                    .takeWhile(word -> !word.startsWith(MAIN_CLASSES)),
                            // asadmin starts the server in another folder
                            Stream.of("-Dderby.stream.error.file=" + domains.resolve("derby.log")))
                    .toList();
            var arguments = words.stream()
                    .dropWhile(word -> !word.startsWith(MAIN_CLASSES))
                    .skip(1)
                    .toList();
            return new Start(home.resolve("glassfish/modules/glassfish.jar"), jvmOptions, arguments, Map.of(), READY);
        }
    }
}
