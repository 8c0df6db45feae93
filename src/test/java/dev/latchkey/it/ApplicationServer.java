package dev.latchkey.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An application server that Maven has set up for {@code -Dserver=NAME}, with the WAR to be deployed to it. Tests of
 * every server run on it instead of on the microbundle.
 */
interface ApplicationServer {

    /** The server of this test run; empty when the tests run on the microbundle. */
    static Optional<ApplicationServer> wanted() {
        var name = System.getProperty("latchkey.server");
        if (name == null) {
            return Optional.empty();
        }
        var home = Path.of(System.getProperty("latchkey.server.home"));
        return switch (name) {
            case "wildfly" -> Optional.of(new WildFly(home));
            case "payara-server" -> Optional.of(new PayaraServer(home));
            case "glassfish" -> Optional.of(new GlassFish(home));
            case "open-liberty" -> Optional.of(new OpenLiberty(home));
            default -> throw new IllegalStateException("No tests know the server " + name);
        };
    }

    /** The context root of this test run: {@code /NAME} for {@code -Dcontext=NAME}, otherwise empty. */
    static String contextRoot() {
        var name = System.getProperty("latchkey.context", "");
        return name.isEmpty() ? "" : "/" + name;
    }

    /**
     * Prepares a server of its own below the folder, with the WAR at {@link #contextRoot}.
     *
     * @param environment Latchkey's settings; the server listens on {@code LATCHKEY_HTTP_PORT}
     */
    Start prepare(Path war, Path folder, Map<String, String> environment) throws IOException;

    /**
     * The Java command that starts a server.
     *
     * @param environment added to Latchkey's settings
     * @param ready a part of the line that the server prints once it serves Latchkey
     */
    record Start(
            Path jar, List<String> jvmOptions, List<String> arguments, Map<String, String> environment, String ready) {}

    /** Copies a folder with everything in it. */
    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
