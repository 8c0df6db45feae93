package dev.latchkey.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {

    private static final String SCRIPT = "let a = 1;\n".repeat(500);
    private static final String NAME = "/jakarta.faces.resource/a.js.xhtml";
    private static final String QUERY = "ln=latchkey&v=1";
    private static final String MODIFIED = "Sat, 28 Nov 2026 10:00:00 GMT";

    private final StaticFiles files = new StaticFiles();
    private final AtomicInteger asked = new AtomicInteger();

    private final FilterChain faces = serving(SCRIPT.getBytes(StandardCharsets.UTF_8));

    @Test
    void asksFacesOnceForEachFile() throws Exception {
        assertThat(get(NAME, QUERY).text()).isEqualTo(SCRIPT);
        assertThat(get(NAME, "ln=latchkey&v=2").text()).isEqualTo(SCRIPT);
        assertThat(asked).hasValue(1);

        get(NAME, "ln=primefaces&v=1");
        get("/jakarta.faces.resource/b/a.js.xhtml", QUERY);
        assertThat(asked).hasValue(3);
    }

    @Test
    void compressesForClientsThatReadIt() throws Exception {
        var plain = get(NAME, QUERY);
        var compressed = get(NAME, QUERY, "Accept-Encoding", "br, gzip");

        assertThat(plain.headers()).doesNotContainKey("Content-Encoding");
        assertThat(compressed.headers()).containsEntry("Content-Encoding", List.of("gzip"));
        assertThat(compressed.body()).hasSizeLessThan(SCRIPT.length() / 10);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                .asString()
                .isEqualTo(SCRIPT);
        assertThat(compressed.contentType()).isEqualTo("text/javascript");
        assertThat(compressed.headers().get("ETag"))
                .isNotEqualTo(plain.headers().get("ETag"));
        assertThat(List.of(plain, compressed)).allSatisfy(answer -> assertThat(answer.headers())
                .containsEntry("Vary", List.of("Accept-Encoding"))
                .containsEntry("Cache-Control", List.of("public, max-age=31536000, immutable"))
                .containsEntry("Last-Modified", List.of(MODIFIED)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "deflate,gzip;q=0.5, br | true",
                "GZIP ; q=1.0 | true",
                "gzip;q=0.01 | true",
                "gzip;q=0 | false",
                "gzip;q=0.000, br | false",
                "identity | false",
                "notgzip | false"
            })
    void readsWhatAClientAccepts(String accepted, boolean gzip) throws Exception {
        var answer = get(NAME, QUERY, "Accept-Encoding", accepted);

        assertThat(answer.headers().containsKey("Content-Encoding")).isEqualTo(gzip);
    }

    @Test
    void leavesASmallFileAsItIs() throws Exception {
        var small = serving(new byte[] {'a'});

        var answer = send("GET", "", NAME, QUERY, Map.of("Accept-Encoding", "gzip"), small);

        assertThat(answer.text()).isEqualTo("a");
        assertThat(answer.headers()).doesNotContainKey("Content-Encoding");
    }

    @Test
    void sendsNothingThatTheBrowserHas() throws Exception {
        var tag = get(NAME, QUERY, "Accept-Encoding", "gzip").response().getHeader("ETag");

        for (var known : List.of(tag, "\"x\", W/" + tag, "*")) {
            var answer = get(NAME, QUERY, "Accept-Encoding", "gzip", "If-None-Match", known);
            assertThat(answer.status()).as(known).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers())
                    .containsEntry("ETag", List.of(tag))
                    .containsEntry("Vary", List.of("Accept-Encoding"))
                    .doesNotContainKey("Content-Encoding");
        }
        assertThat(get(NAME, QUERY, "If-None-Match", tag).status())
                .as("another encoding")
                .isEqualTo(200);
        assertThat(get(NAME, QUERY, "If-Modified-Since", MODIFIED).status()).isEqualTo(304);
        assertThat(get(NAME, QUERY, "If-Modified-Since", MODIFIED, "If-None-Match", "\"x\"")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ln=latchkey",
                "v=1",
                "v=1&ln=latchkey",
                "ln=latchkey&v=",
                "ln=latchkey&v=1&x=2",
                "ln=latchkey&v=1%20",
                "ln=latchkey/1_0&v=1",
                "ln=latchkey&v=1&pfdrid=x&pfdrt=sc",
                "jakarta.faces.ViewState=stateless"
            })
    void keepsNothingForAnotherQuery(String query) throws Exception {
        get(NAME, query);
        get(NAME, query);

        assertThat(asked).hasValue(2);
        assertThat(get(NAME, query).headers()).doesNotContainKey("ETag");
    }

    @Test
    void keepsNoFileThatFacesDoesNotFind() throws Exception {
        FilterChain none = (request, response) -> ((HttpServletResponse) response).sendError(404);
        assertThat(send("GET", "", NAME, QUERY, Map.of(), none).status()).isEqualTo(404);
        assertThat(send("GET", "", NAME, QUERY, Map.of(), none).headers()).isEmpty();

        assertThat(get(NAME, QUERY).text()).isEqualTo(SCRIPT);
    }

    @Test
    void anotherPathOfTheApplicationIsAnotherFile() throws Exception {
        send("GET", "/one", "/one" + NAME, QUERY, Map.of(), faces);
        send("GET", "/two", "/two" + NAME, QUERY, Map.of(), faces);

        assertThat(asked).hasValue(2);
    }

    @Test
    void onlyReads() throws Exception {
        get(NAME, QUERY);
        assertThat(send("HEAD", "", NAME, QUERY, Map.of(), faces).headers()).containsKey("ETag");
        assertThat(asked).hasValue(1);

        send("POST", "", NAME, QUERY, Map.of(), faces);
        assertThat(asked).hasValue(2);
    }

    @Test
    void keepsFourMebibytesAtMost() throws Exception {
        var large = serving(new byte[1 << 20]);
        for (int i = 0; i < 100; i++) {
            send("GET", "", NAME, "ln=l" + i + "&v=1", Map.of(), large);
        }
        asked.set(0);
        for (int i = 0; i < 100; i++) {
            send("GET", "", NAME, "ln=l" + i + "&v=1", Map.of(), large);
        }

        assertThat(asked).hasValueGreaterThan(95);
    }

    private FilterChain serving(byte[] body) {
        return (request, response) -> {
            asked.incrementAndGet();
            var answer = (HttpServletResponse) response;
            answer.setContentType("text/javascript");
            answer.setHeader("Last-Modified", MODIFIED);
            answer.getOutputStream().write(body);
        };
    }

    private Answered get(String path, String query, String... headers) throws IOException, ServletException {
        var named =
                switch (headers.length) {
                    case 0 -> Map.<String, String>of();
                    case 2 -> Map.of(headers[0], headers[1]);
                    default -> Map.of(headers[0], headers[1], headers[2], headers[3]);
                };
        return send("GET", "", path, query, named, faces);
    }

    private Answered send(
            String method,
            String contextPath,
            String path,
            String query,
            Map<String, String> headers,
            FilterChain chain)
            throws IOException, ServletException {
        var request = Answered.proxy(HttpServletRequest.class, (called, arguments) -> switch (called) {
            case "getMethod" -> method;
            case "getContextPath" -> contextPath;
            case "getRequestURI" -> path;
            case "getQueryString" -> query;
            case "getHeader" -> headers.get((String) arguments[0]);
            default -> null;
        });
        var answered = new Answered();
        files.doFilter(request, answered.response(), chain);
        return answered;
    }
}
