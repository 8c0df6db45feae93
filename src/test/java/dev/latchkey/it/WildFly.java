package dev.latchkey.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** WildFly, as {@code docs/operating/wildfly.md} configures it. */
record WildFly(Path home) implements ApplicationServer {

    /** What {@code standalone.sh} opens to the server. */
    private static final List<String> JVM_OPTIONS = List.of(
            "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "-Djboss.modules.system.pkgs=org.jboss.byteman");

    @Override
    public Start prepare(Path war, Path folder, Map<String, String> environment) throws IOException {
        var base = folder.resolve("standalone");
        ApplicationServer.copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
        var context = ApplicationServer.contextRoot();
        var name = context.isEmpty() ? "ROOT.war" : context.substring(1) + ".war";
        Files.copy(war, Files.createDirectories(base.resolve("deployments")).resolve(name));
        var arguments = List.of(
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=" + environment.get("LATCHKEY_HTTP_PORT"),
                "-Djboss.https.port=" + LatchkeyServer.freePort(),
                "-Djboss.management.http.port=" + LatchkeyServer.freePort(),
                "-Djboss.management.https.port=" + LatchkeyServer.freePort());
        return new Start(home.resolve("jboss-modules.jar"), JVM_OPTIONS, arguments, Map.of(), "WFLYSRV0025");
    }
}
