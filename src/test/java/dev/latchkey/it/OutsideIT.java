package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers without credentials can do little, and leave nothing behind. */
@Tag("tls-server")
class OutsideIT {

    private static final LatchkeyServer SERVER = LatchkeyServer.shared();
    private static final String OWN = SERVER.baseUri().toString().replaceFirst("/$", "");
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private final Api anybody = SERVER.api();

    @Test
    void slowBodiesHoldNoThread() throws IOException {
        var connections = new ArrayList<Socket>();
        try (var upload = beginUpload()) {
            for (int i = 0; i < 100; i++) {
                var path = i % 2 == 0 ? "/api/authentication/login" : "/authentication/sign-in";
                connections.add(begin("POST " + path, "Content-Length: 1000", "login=a"));
                connections.add(begin("POST " + path, "Transfer-Encoding: chunked", "7\r\nlogin=a\r\n"));
            }

            assertThat(anybody.get("api/system/ping").text()).isEqualTo("pong");
            assertThat(anybody.post("api/authentication/login", "login", "nobody", "password", "p")
                            .status())
                    .isEqualTo(401);

            for (var connection : connections) {
                assertThat(read(connection)).startsWith("HTTP/1.1 408 ").contains("Connection: close");
            }
            send(upload, chunk("u,Slow\n") + "0\r\n\r\n");
            assertThat(read(upload)).startsWith("HTTP/1.1 200 ");
        } finally {
            connections.forEach(OutsideIT::close);
        }
    }

    /** A file of over 64 KiB in chunks, of which the last are still to come. */
    private static Socket beginUpload() throws IOException {
        var socket = RawHttp.connect(SERVER.port());
        send(
                socket,
                "POST /api/users/import?dryRun=true HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: text/csv\r\n"
                        + credentials() + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunk("login,name\n"
                                + IntStream.range(0, 7_000)
                                        .mapToObj("u%d,User\n"::formatted)
                                        .collect(Collectors.joining())));
        send(socket, chunk("last,Last\n"));
        return socket;
    }

    private static String chunk(String content) {
        return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
    }

    @Test
    void whoGoesAwayIsNoIncident() {
        var before = SERVER.log();
        for (var path : List.of("/api/authentication/login", "/authentication/sign-in", "/api/users/import")) {
            for (var length : List.of("1000", "100000")) {
                close(begin("POST " + path, "Content-Length: " + length, "login=a"));
                close(begin("POST " + path, credentials() + "\r\nContent-Length: " + length, "login=a"));
            }
        }

        assertThat(anybody.get("api/system/ping").text()).isEqualTo("pong");
        assertThat(SERVER.log().substring(before.length())).isEmpty();
    }

    @Test
    void aBodyInPiecesIsTakenLikeAnyOther() throws IOException {
        var body = "login=admin&password=" + LatchkeyServer.ADMIN_PASSWORD;
        try (var connection = begin(
                "POST /api/authentication/login",
                "Expect: 100-continue\r\nConnection: close\r\nContent-Length: " + body.length(),
                "")) {
            var asked = new String(connection.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
            assertThat(asked).isEqualTo("HTTP/1.1 100");
            send(connection, body.substring(0, 10));
            send(connection, body.substring(10));

            assertThat(read(connection)).contains("HTTP/1.1 200 ", "Set-Cookie: ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jakarta.faces.resource/import.xhtml",
                "jakarta.faces.resource/latchkey.css.xhtml",
                "jakarta.faces.resource/provisioning/import",
                "authentication/sign-in",
                "authentication/sign-in.xhtml",
                "authentication/import",
                "authentication/import.xhtml",
                "provisioning/import",
                "provisioning/import.xhtml",
                "provisioning/IMPORT.xhtml",
                "user/import.xhtml",
                "health/import.xhtml",
                "health/ready/import",
                "openapi/import.xhtml",
                "api/authentication/login",
                "api/authentication/login/import.xhtml",
                "api/users/import",
                "import.xhtml",
                "x.xhtml"
            })
    void nobodysFileIsKept(String path) {
        var answer = sendFile(path, Tls.cookie("LATCHKEY_SESSION") + "=none");

        assertThat(answer.status()).isBetween(302, 499);
        assertThat(files()).isEmpty();
    }

    @Test
    void noFileOfAnAdministratorStaysWhenTheRequestIsOver() {
        assertThat(sendFile("provisioning/import", session()).text()).contains("Import users");
        assertThat(files()).isEmpty();
        assertThat(sendFile("user/list", session()).status()).isEqualTo(415);
        assertThat(files()).isEmpty();
    }

    private Answer sendFile(String path, String cookie) {
        var body = "--xx\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n" + "x".repeat(200_000)
                + "\r\n--xx--\r\n";

        return anybody.send(anybody.request(path)
                .header("Cookie", cookie)
                .header("Content-Type", "multipart/form-data; boundary=xx")
                .POST(BodyPublishers.ofString(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"authentication/sign-in", "authentication/sign-in.xhtml", "authentication/password", "user/list"
            })
    void aFormComesByPostAlone(String page) {
        var cookie = session();
        var form = "?form=form&login=admin&password=" + LatchkeyServer.ADMIN_PASSWORD
                + "&submit=&jakarta.faces.ViewState=stateless&primefaces.nonce=MTIz";
        for (var method : List.of("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            var answer = anybody.send(
                    anybody.request(page + form).header("Cookie", cookie).method(method, BodyPublishers.noBody()));

            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, POST");
            assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(set -> set.contains("LATCHKEY_SESSION"));
        }
        for (var parameter : List.of("jakarta.faces.partial.ajax=true", "%6aakarta.faces.ViewState=stateless")) {
            assertThat(anybody.send(anybody.request(page + "?" + parameter).header("Cookie", cookie))
                            .status())
                    .isEqualTo(405);
        }
        assertThat(anybody.send(anybody.request("account/profile").header("Cookie", cookie))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nobodyIsSignedInByAFormThatNoPageOfOursHasShown() {
        var page = anybody.get("authentication/sign-in");
        var cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        assertThat(cookie).startsWith(Tls.cookie("LATCHKEY_FORM") + "=");
        var token = cookie.substring(cookie.indexOf('=') + 1);
        assertThat(page.text()).contains(token);

        assertThat(signIn(page, "", token).status()).isEqualTo(302);
        assertThat(signIn(page, cookie, "").headers().firstValue("Location")).contains("/authentication/sign-in");
        assertThat(signIn(page, cookie, "x".repeat(32)).headers().allValues("Set-Cookie"))
                .isEmpty();
        assertThat(signIn(page, cookie, token).headers().allValues("Set-Cookie"))
                .anyMatch(set -> set.startsWith(Tls.cookie("LATCHKEY_SESSION") + "="));
    }

    @Test
    void nobodyIsSignedInFromAnotherSiteByABrowserThatSaysLess() {
        for (var header : List.of(
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://127.0.0.1",
                "Referer: https://evil.example/?" + OWN + "/",
                "Origin: " + OWN + ".evil.example")) {
            var answer = login(header);
            assertThat(answer.status()).as(header).isEqualTo(403);
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        }
        for (var header : List.of(
                "Origin: " + OWN, "Referer: " + OWN + "/authentication/sign-in", "Sec-Fetch-Site: same-origin")) {
            assertThat(login(header).status()).as(header).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api/audit_log/export", "api/audit_log/verify", "api/user_tokens/export", "api/users/search"})
    void noLinkOfAnotherSiteReadsInAReadersName(String call) {
        var cookie = session();
        for (var header : List.of("Sec-Fetch-Site: cross-site", "Referer: https://evil.example/")) {
            var parts = header.split(": ", 2);
            assertThat(anybody.send(anybody.request(call)
                                    .header("Cookie", cookie)
                                    .header(parts[0], parts[1]))
                            .status())
                    .as(header)
                    .isEqualTo(403);
        }
        assertThat(anybody.send(anybody.request(call).header("Cookie", cookie).header("Sec-Fetch-Site", "same-origin"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "GET /user",
                "GET /user/",
                "GET /user/list",
                "GET /account;x=1",
                "GET /WEB-INF",
                "GET /WEB-INF/web.xml",
                "GET /authentication/sign-in",
                "GET /authentication/sign-in?jakarta.faces.ViewState=stateless",
                "GET /jakarta.faces.resource/nothing.css.xhtml",
                "GET /api/users/current",
                "GET /api/system/ping",
                "PUT /api/system/ping",
                "GET /health/live",
                "GET /openapi",
                "TRACE /",
                "POST /authentication/sign-in"
            })
    void everyAnswerTellsBrowsersWhatTheyMayDo(String request) {
        var answer = RawHttp.send(SERVER.port(), request + " HTTP/1.1", List.of("Content-Length: 0"), "");

        var headers = answer.headers();
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/user", "/account?a=b", "/user;x=1/list", "/WEB-INF", "/resources", "/user/list", "/"})
    void noRedirectRepeatsTheHost(String path) throws IOException {
        try (var socket = RawHttp.connect(SERVER.port())) {
            send(socket, "GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
            var answer = read(socket);

            assertThat(answer).containsPattern("Location: (\\./|/)\\w");
            assertThat(answer.substring(0, answer.indexOf("\r\n\r\n"))).doesNotContain("evil.example");
        }
    }

    @Test
    void nothingButHttp1IsSpoken() throws IOException {
        var upgraded = RawHttp.send(
                SERVER.port(),
                "GET /api/system/ping HTTP/1.1",
                List.of("Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"),
                "");
        assertThat(upgraded.status()).isEqualTo(200);
        var body = "login=nobody&password=" + "x".repeat(20);
        assertThat(RawHttp.send(
                                SERVER.port(),
                                "POST /api/authentication/login HTTP/1.1",
                                List.of(
                                        "Connection: Upgrade, HTTP2-Settings",
                                        "Upgrade: h2c",
                                        "HTTP2-Settings: AAMAAABkAAQAAP__",
                                        "Content-Type: application/x-www-form-urlencoded",
                                        "Content-Length: " + body.length()),
                                body)
                        .status())
                .as("a form from a client that offers HTTP/2, as Java's does")
                .isEqualTo(401);
        try (var socket = RawHttp.connect(SERVER.port())) {
            send(socket, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
            assertThat(read(socket)).doesNotStartWith("\0");
        }
    }

    @Test
    void whoIsNotSignedInHasNoSession() {
        for (var path :
                List.of("authentication/sign-in", "user/list", "authentication/password", "nothing", "api/nothing")) {
            assertThat(anybody.get(path).headers().allValues("Set-Cookie"))
                    .as(path)
                    .noneMatch(cookie -> cookie.contains("JSESSIONID"));
        }
    }

    @Test
    void aFormArrivesAsItWasTyped() {
        var password = Secrets.remember("Grüße-an-den-Mond-42");
        SERVER.admin().post("api/users/create", "login", "moni", "name", "Moni", "password", password);
        var page = anybody.get("authentication/sign-in");
        var cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];

        var answer = signIn(page, cookie, cookie.substring(cookie.indexOf('=') + 1), "moni", password);

        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(set -> set.startsWith(Tls.cookie("LATCHKEY_SESSION") + "="));
    }

    private Answer signIn(Answer page, String cookie, String token) {
        return signIn(page, cookie, token, "admin", LatchkeyServer.ADMIN_PASSWORD);
    }

    private Answer signIn(Answer page, String cookie, String token, String login, String password) {
        var nonce = page.text().replaceFirst("(?s).*name=\"primefaces.nonce\" value=\"([^\"]*)\".*", "$1");
        var body = "form=form&submit=&login=" + login + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8)
                + "&jakarta.faces.ViewState=stateless&formToken=" + token + "&primefaces.nonce="
                + URLEncoder.encode(nonce, StandardCharsets.UTF_8);
        return anybody.send(anybody.request("authentication/sign-in")
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static Answer login(String header) {
        var body = "login=admin&password=" + LatchkeyServer.ADMIN_PASSWORD;
        var text = "POST /api/authentication/login HTTP/1.1\r\nHost: 127.0.0.1:" + SERVER.port()
                + "\r\nConnection: close\r\n" + FORM + "\r\nContent-Length: " + body.length() + "\r\n" + header
                + "\r\n\r\n" + body;
        try (var socket = RawHttp.connect(SERVER.port())) {
            send(socket, text);
            return RawHttp.answer(read(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String session() {
        return anybody.post("api/authentication/login", "login", "admin", "password", LatchkeyServer.ADMIN_PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";")[0];
    }

    private static String credentials() {
        return "Authorization: Basic "
                + java.util.Base64.getEncoder()
                        .encodeToString(("admin:" + LatchkeyServer.ADMIN_PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private static Socket begin(String methodAndPath, String headers, String body) {
        try {
            var socket = RawHttp.connect(SERVER.port());
            socket.setSoTimeout(30_000);
            send(
                    socket,
                    methodAndPath + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + FORM + "\r\n" + headers + "\r\n\r\n" + body);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until the server closes the connection or falls silent. */
    private static String read(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uploaded files on the disk of the server. */
    private static Set<Path> files() {
        try (var files = Files.walk(SERVER.folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith("upload_")
                            || file.toString().contains("/uploads/"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
