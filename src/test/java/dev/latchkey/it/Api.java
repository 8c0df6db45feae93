package dev.latchkey.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A client of the Web API: the address of a server and, optionally, credentials. */
public final class Api {

    static {
        // shorter than the 30 s of the servers: a client that uses a connection as the server closes it gets no answer
        System.setProperty("jdk.httpclient.keepalive.timeout", "15");
    }

    private static final HttpClient HTTP = client().build();

    /** Made when a test needs it: the certificate takes a second. */
    private static final class OverTls {
        static final HttpClient HTTPS =
                client().sslContext(TestCertificate.context()).build();
    }

    private static final Pattern TOKEN = Pattern.compile("lk[ugp]_\\w{36}");

    private final URI base;
    private final @Nullable String authorization;

    /** A caller without credentials. */
    public Api(URI base) {
        this(base, null);
    }

    private Api(URI base, @Nullable String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    public Api anonymous() {
        return new Api(base);
    }

    public Api asAdmin() {
        return withPassword(LatchkeyServer.ADMIN_LOGIN, LatchkeyServer.ADMIN_PASSWORD);
    }

    /** Login and password over Basic. */
    public Api withPassword(String login, String password) {
        return withAuthorization(basic(login + ":" + Secrets.remember(password)));
    }

    public Api withBearer(String token) {
        return withAuthorization("Bearer " + Secrets.remember(token));
    }

    /** The token as user name of Basic, with an empty password. */
    public Api withBasicToken(String token) {
        return withAuthorization(basic(Secrets.remember(token) + ":"));
    }

    /** Any value of the Authorization header. */
    public Api withAuthorization(String value) {
        return new Api(base, value);
    }

    public Answer get(String path, String... namesAndValues) {
        return call("GET", path, parameters(namesAndValues));
    }

    public Answer post(String path, String... namesAndValues) {
        return call("POST", path, parameters(namesAndValues));
    }

    /** Sends the parameters in the body of a POST, otherwise in the query. */
    public Answer call(String method, String path, Map<String, String> parameters) {
        var encoded = parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        if (method.equals("POST")) {
            return send(request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(encoded)));
        }
        return send(request(encoded.isEmpty() ? path : path + "?" + encoded).method(method, BodyPublishers.noBody()));
    }

    /** A request with the caller's credentials, for what the other methods cannot express. */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var http = base.getScheme().equals("https") ? OverTls.HTTPS : HTTP;
            return Answer.of(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
    }

    private static Map<String, String> parameters(String... namesAndValues) {
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return parameters;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    public record Answer(int status, HttpHeaders headers, String text) {

        static Answer of(HttpResponse<String> response) {
            TOKEN.matcher(response.body()).results().forEach(token -> Secrets.remember(token.group()));
            return new Answer(response.statusCode(), response.headers(), response.body());
        }

        public boolean isJson() {
            return headers.firstValue("Content-Type").orElse("").startsWith("application/json");
        }

        public JsonObject json() {
            try (var reader = Json.createReader(new StringReader(text))) {
                return reader.readObject();
            }
        }

        /** The messages of {@code {"errors":[{"msg":…}]}}. */
        public List<String> errors() {
            return inErrors("msg");
        }

        /** The invalid parameters of {@code {"errors":[{"msg":…,"field":…}]}}. */
        public List<String> fields() {
            return inErrors("field");
        }

        private List<String> inErrors(String member) {
            return json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                    .map(error -> error.getString(member, ""))
                    .filter(text -> !text.isEmpty())
                    .toList();
        }
    }
}
