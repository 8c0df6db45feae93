package dev.latchkey.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A reverse proxy, which terminates TLS if the test run is over TLS. Below a path, it strips it, like nginx with {@code location
 * /latchkey/ { proxy_pass http://server/; }}, and sends no header that names the path. Of several servers, each gets the next
 * request in turn; one that does not take connections is left out.
 */
public final class HttpProxy implements AutoCloseable {

    /** Headers of one connection, which are not forwarded; the client sets its own. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "host", "content-length", "transfer-encoding", "upgrade", "expect", "http2-settings");

    private final HttpClient client = client();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer proxy;
    private final AtomicInteger turn = new AtomicInteger();
    private final String path;
    private volatile List<URI> servers;
    private final Map<URI, AtomicInteger> answers = new ConcurrentHashMap<>();

    /**
     * Starts the proxy.
     *
     * @param path with slashes at both ends
     * @param servers with a trailing slash; need not run yet
     */
    public HttpProxy(String path, URI... servers) {
        this.path = path;
        this.servers = List.of(servers);
        try {
            proxy = create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        proxy.createContext(path, this::forward);
        proxy.setExecutor(threads);
        proxy.start();
    }

    private static HttpServer create(InetSocketAddress address) throws IOException {
        if (Tls.wanted() == Tls.NOBODY) {
            return HttpServer.create(address, 0);
        }
        var encrypted = HttpsServer.create(address, 0);
        encrypted.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.context()));
        return encrypted;
    }

    /** The public address, with a trailing slash. */
    public URI baseUri() {
        var scheme = proxy instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + proxy.getAddress().getPort() + path);
    }

    /** How many requests the server has answered. */
    public int answers(URI server) {
        return answers.getOrDefault(server, new AtomicInteger()).get();
    }

    /** From now on, these servers take turns. */
    public void use(URI... others) {
        servers = List.of(others);
    }

    private static HttpClient client() {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
        if (Tls.wanted() == Tls.SERVER) {
            client.sslContext(TestCertificate.context());
        }
        return client.build();
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = send(exchange, exchange.getRequestBody().readAllBytes());
            answer.headers().map().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name)) {
                    values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private HttpResponse<byte[]> send(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var all = servers;
        for (int left = all.size(); ; left--) {
            var server = all.get(turn.getAndIncrement() % all.size());
            var wanted = exchange.getRequestURI().toString().substring(path.length());
            var request = HttpRequest.newBuilder(URI.create(server + wanted))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            if (Tls.wanted() == Tls.PROXY) {
                request.header(
                        "X-Forwarded-For",
                        exchange.getRemoteAddress().getAddress().getHostAddress());
                request.header("X-Forwarded-Proto", "https");
            }
            try {
                var answer = client.send(request.build(), BodyHandlers.ofByteArray());
                answers.computeIfAbsent(server, first -> new AtomicInteger()).incrementAndGet();
                return answer;
            } catch (ConnectException e) {
                if (left == 1) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        proxy.stop(0);
        threads.shutdownNow();
    }
}
