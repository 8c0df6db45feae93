package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A service on another WildFly, which has the documented configuration, goes by our answers. */
@OnEveryServer
@EnabledIfSystemProperty(named = "latchkey.server", matches = "wildfly")
class WildFlyResourceServerIT {

    private static final Path DOCUMENTED = Path.of("docs/services");

    /** Tells who calls. */
    @WebServlet("/*")
    public static class Service extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(request.getRemoteUser());
        }
    }

    private final LatchkeyServer server = LatchkeyServer.shared();
    private final Api admin = server.admin();
    private final Path home = Path.of(System.getProperty("latchkey.server.home"));

    private final Path folder;

    WildFlyResourceServerIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void acceptsAGoodTokenAndRefusesARevokedOne() throws IOException {
        for (var scope : List.of("deploy", "undeploy")) {
            admin.post("api/scopes/create", "name", scope, "description", scope);
        }
        var port = LatchkeyServer.freePort();
        var process = startService(port);
        try {
            process.awaitReady();
            var service = new Api(URI.create("http://127.0.0.1:" + port + LatchkeyServer.startPath()));
            var good = service.withBearer(generate("wildfly good", "deploy,undeploy"));

            assertThat(good.get("page").status()).isEqualTo(200);
            assertThat(good.get("page").text()).isEqualTo(LatchkeyServer.ADMIN_LOGIN);
            assertThat(service.get("page").status()).isEqualTo(401);
            for (var other : List.of("undeploy", "undeploy,latchkey:read")) {
                assertThat(service.withBearer(generate("wildfly other", other))
                                .get("page")
                                .status())
                        .as(other)
                        .isEqualTo(403);
            }
            admin.post("api/user_tokens/revoke", "name", "wildfly good");
            assertThat(good.get("page").status()).isEqualTo(401);
        } finally {
            process.kill();
        }
    }

    private ServerProcess startService(int port) throws IOException {
        var start = new WildFly(home).prepare(war(), folder, Map.of("LATCHKEY_HTTP_PORT", Integer.toString(port)));
        var base = folder.resolve("standalone");
        // as WildFly comes: the current one is Latchkey's
        Files.copy(
                base.resolve("configuration/standalone_xml_history/standalone.initial.xml"),
                base.resolve("configuration/standalone.xml"),
                StandardCopyOption.REPLACE_EXISTING);
        var environment = Map.of("SERVICE_TOKEN", generate("wildfly service", "latchkey:introspect"));
        configure(base, environment);
        return new ServerProcess(
                start.jar(),
                start.jvmOptions(),
                start.arguments(),
                environment,
                start.ready(),
                folder.resolve("server.log"));
    }

    /** As {@code jboss-cli.sh --file} does, for a server in another folder. */
    private void configure(Path base, Map<String, String> environment) throws IOException {
        var script = Files.writeString(
                folder.resolve("wildfly.cli"),
                Files.readString(DOCUMENTED.resolve("wildfly.cli"))
                        .replace(
                                "https://latchkey.example.org/",
                                server.baseUri().toString())
                        .replace("client-id=printer", "client-id=" + LatchkeyServer.ADMIN_LOGIN));
        var all = new HashMap<>(environment);
        all.put("JBOSS_HOME", home.toString());
        var log = folder.resolve("cli.log");
        var cli = new ServerProcess(
                home.resolve("jboss-modules.jar"),
                List.of("-Djboss.server.base.dir=" + base),
                List.of("-mp", home.resolve("modules").toString(), "org.jboss.as.cli", "--file=" + script),
                all,
                "never",
                log);
        assertThat(cli.exitCode()).as("%s", Files.readString(log)).isZero();
    }

    private Path war() {
        var war = folder.resolve("service.war");
        ShrinkWrap.create(WebArchive.class)
                .addClass(Service.class)
                .addAsWebInfResource(DOCUMENTED.resolve("web.xml").toFile())
                .addAsWebInfResource(DOCUMENTED.resolve("jboss-web.xml").toFile())
                .as(ZipExporter.class)
                .exportTo(war.toFile(), true);
        return war;
    }

    private String generate(String name, String scopes) {
        admin.post("api/user_tokens/revoke", "name", name);
        return Secrets.remember(admin.post("api/user_tokens/generate", "name", name, "scopes", scopes)
                .json()
                .getString("token"));
    }
}
