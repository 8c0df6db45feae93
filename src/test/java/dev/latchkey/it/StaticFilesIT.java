package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts, styles and pictures of pages arrive compressed, and once. */
class StaticFilesIT {

    private static final LatchkeyServer SERVER = LatchkeyServer.shared();
    private static final Pattern LINK = Pattern.compile("/jakarta\\.faces\\.resource/[^\" )]+");

    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    @Test
    void everyLinkedFileArrivesCompressedAndStaysForAYear() throws Exception {
        var links = links();
        assertThat(links).hasSizeGreaterThan(10);
        for (var link : links) {
            // Faces answers the first, and memory all others
            for (int i = 0; i < 2; i++) {
                var compressed = get(link, "Accept-Encoding", "gzip, deflate, br");
                var plain = get(link);

                assertThat(compressed.statusCode()).as(link).isEqualTo(200);
                assertThat(header(compressed, "Content-Encoding")).as(link).isEqualTo("gzip");
                assertThat(header(compressed, "Content-Length")).isEqualTo(Integer.toString(compressed.body().length));
                assertThat(header(plain, "Content-Encoding")).as(link).isEmpty();
                assertThat(header(plain, "Content-Length")).isEqualTo(Integer.toString(plain.body().length));
                assertThat(decompress(compressed.body())).as(link).isEqualTo(plain.body());
                assertThat(List.of(compressed, plain)).allSatisfy(answer -> {
                    assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
                    assertThat(header(answer, "Vary")).isEqualTo("Accept-Encoding");
                    assertThat(header(answer, "Content-Type"))
                            .matches("(application/javascript|text/css|image/svg.xml).*");
                    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
                    assertThat(header(answer, "Content-Security-Policy")).startsWith("default-src 'none'");
                    assertThat(header(answer, "Set-Cookie")).isEmpty();
                });
            }
        }
    }

    @Test
    void sendsNoFileTwice() throws Exception {
        var link = links().get(0);
        var file = get(link, "Accept-Encoding", "gzip");
        var tag = header(file, "ETag");

        for (var known :
                List.of(List.of("If-None-Match", tag), List.of("If-Modified-Since", header(file, "Last-Modified")))) {
            var answer = get(link, "Accept-Encoding", "gzip", known.get(0), known.get(1));

            assertThat(answer.statusCode()).as(known.get(0)).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(header(answer, "ETag")).isEqualTo(tag);
            assertThat(header(answer, "Vary")).isEqualTo("Accept-Encoding");
            assertThat(header(answer, "Cache-Control")).contains("immutable");
        }
        assertThat(get(link, "Accept-Encoding", "gzip", "If-None-Match", "\"another\"")
                        .body())
                .isEqualTo(file.body());
    }

    @Test
    void theHeadersAloneAreThoseOfTheFile() throws Exception {
        var link = links().get(0);
        var file = get(link, "Accept-Encoding", "gzip");

        var head = browser.send(
                request(link)
                        .header("Accept-Encoding", "gzip")
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (var name : List.of("Content-Length", "Content-Encoding", "Content-Type", "ETag", "Last-Modified")) {
            assertThat(header(head, name))
                    .as(name)
                    .isEqualTo(header(file, name))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing.css.xhtml?ln=latchkey&v=1",
                "latchkey.css.xhtml?ln=nothing&v=1",
                "web.xml.xhtml?ln=WEB-INF&v=1",
                "WEB-INF/web.xml.xhtml?ln=latchkey&v=1",
                "../WEB-INF/web.xml.xhtml?ln=latchkey&v=1",
                "persistence.xml.xhtml?ln=META-INF&v=1",
                "META-INF/persistence.xml.xhtml?ln=latchkey&v=1",
                "list.xhtml?ln=user&v=1"
            })
    void thereIsNothingElse(String path) throws Exception {
        for (int i = 0; i < 2; i++) {
            var answer = get("/jakarta.faces.resource/" + path, "Accept-Encoding", "gzip");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(header(answer, "Cache-Control")).contains("no-store");
        }
    }

    /** The links of the sign-in page and of the Users page. */
    private static List<String> links() {
        var links = new TreeSet<String>();
        for (var path : List.of("authentication/sign-in", "user/list")) {
            var page = SERVER.api().send(SERVER.api().request(path).header("Cookie", SERVER.sessionCookie()));
            LINK.matcher(page.text())
                    .results()
                    .forEach(link -> links.add(link.group().replace("&amp;", "&")));
        }
        return List.copyOf(links);
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        var request = request(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return browser.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(SERVER.baseUri().resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static byte[] decompress(byte[] body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }
}
