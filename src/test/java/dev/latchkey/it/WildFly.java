package dev.latchkey.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The WildFly that the profile {@code wildfly} has set up. Tests of every server run on it when there is one. */
final class WildFly {

    private static final @Nullable String HOME = System.getProperty("latchkey.wildfly");

    private final Path home;
    private final Path base;

    private WildFly(Path home, Path base) {
        this.home = home;
        this.base = base;
    }

    static boolean isWanted() {
        return HOME != null;
    }

    /** A server of its own below this folder, with the WAR as its root. */
    static WildFly with(Path war, Path folder) {
        if (HOME == null) {
            throw new IllegalStateException("The system property latchkey.wildfly does not name WildFly's folder");
        }
        var server = new WildFly(Path.of(HOME), folder.resolve("standalone"));
        try {
            copy(server.home.resolve("standalone/configuration"), server.base.resolve("configuration"));
            var deployments = Files.createDirectories(server.base.resolve("deployments"));
            Files.copy(war, deployments.resolve("ROOT.war"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    Path jar() {
        return home.resolve("jboss-modules.jar");
    }

    /** What {@code standalone.sh} opens to the server. */
    List<String> jvmOptions() {
        return List.of(
                "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
                "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "-Djboss.modules.system.pkgs=org.jboss.byteman");
    }

    List<String> arguments(Map<String, String> environment) {
        return List.of(
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=" + environment.get("LATCHKEY_HTTP_PORT"),
                "-Djboss.https.port=" + LatchkeyServer.freePort(),
                "-Djboss.management.http.port=" + LatchkeyServer.freePort(),
                "-Djboss.management.https.port=" + LatchkeyServer.freePort());
    }
}
