package dev.latchkey.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnceTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final Once once = new Once();
    private final AtomicInteger carriedOut = new AtomicInteger();

    private final FilterChain generate = (request, response) -> {
        var answer = (HttpServletResponse) response;
        answer.setContentType("text/xml");
        answer.addHeader("Set-Cookie", "a=1");
        answer.addHeader("Set-Cookie", "b=2");
        answer.getWriter().write("value " + carriedOut.incrementAndGet());
    };

    @Test
    void answersAgainWhatWasSentAgain() throws Exception {
        var first = send(post("ann", Map.of("name", "ci")), generate);
        var second = send(post("ann", Map.of("name", "ci")), generate);

        assertThat(carriedOut).hasValue(1);
        assertThat(first.text()).isEqualTo("value 1");
        assertThat(second.text()).isEqualTo("value 1");
        assertThat(second.contentType()).isEqualTo("text/xml");
        assertThat(second.headers()).containsEntry("Set-Cookie", List.of("a=1", "b=2"));
    }

    @Test
    void anotherUserContentOrKeyIsAnotherCommand() throws Exception {
        send(post("ann", Map.of("name", "ci")), generate);

        assertThat(send(post("eve", Map.of("name", "ci")), generate).text()).isEqualTo("value 2");
        assertThat(send(post("ann", Map.of("name", "cd")), generate).text()).isEqualTo("value 3");
        var renewed = Map.of("name", "ci", Command.KEY, KEY.replace('f', '0'));
        assertThat(send(post("ann", renewed), generate).text()).isEqualTo("value 4");
    }

    @Test
    void aSearchAsOneTypesIsNoCommand() throws Exception {
        FilterChain search = (request, response) -> carriedOut.incrementAndGet();
        var typed = Map.of("q", "a", "jakarta.faces.behavior.event", "input");
        send(post("ann", typed), search);
        send(post("ann", typed), search);

        assertThat(carriedOut).hasValue(2);
    }

    @Test
    void whatFailedIsCarriedOutAgain() throws Exception {
        FilterChain failing = (request, response) -> {
            throw new ServletException("the first");
        };
        assertThatThrownBy(() -> send(post("ann", Map.of()), failing)).hasMessage("the first");
        FilterChain unavailable = (request, response) -> ((HttpServletResponse) response).setStatus(503);
        assertThat(send(post("ann", Map.of()), unavailable).status()).isEqualTo(503);

        assertThat(send(post("ann", Map.of()), generate).text()).isEqualTo("value 1");
    }

    @Test
    void waitsForTheFirstWhileItIsUnderWay() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        FilterChain slow = (request, response) -> {
            begun.countDown();
            await(mayEnd);
            generate.doFilter(request, response);
        };
        var threads = Executors.newFixedThreadPool(2);
        try {
            var first = threads.submit(() -> send(post("ann", Map.of()), slow));
            await(begun);
            var second = threads.submit(() -> send(post("ann", Map.of()), slow));
            mayEnd.countDown();

            assertThat(first.get().text()).isEqualTo("value 1");
            assertThat(second.get().text()).isEqualTo("value 1");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isTriedAgainWhenTheFirstFailsWhileTheSecondWaits() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        FilterChain failing = (request, response) -> {
            begun.countDown();
            await(mayEnd);
            throw new ServletException("the first");
        };
        var threads = Executors.newFixedThreadPool(2);
        try {
            var first = threads.submit(() -> send(post("ann", Map.of()), failing));
            await(begun);
            var second = threads.submit(() -> send(post("ann", Map.of()), generate));
            mayEnd.countDown();

            assertThatThrownBy(first::get).hasRootCauseMessage("the first");
            assertThat(second.get().text()).isEqualTo("value 1");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsSealedIsReadableWithTheKeyAlone() {
        var value = "lku_secret".getBytes(StandardCharsets.UTF_8);
        var command = Command.of(post("ann", Map.of("name", "ci"))).orElseThrow();
        var other = Command.of(post("ann", Map.of("name", "ci", Command.KEY, KEY.replace('f', '0'))))
                .orElseThrow();

        var sealed = command.seal(value);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("lku_");
        assertThat(command.id()).doesNotContain(KEY);
        assertThat(command.open(sealed)).isEqualTo(value);
        assertThatThrownBy(() -> other.open(sealed)).isInstanceOf(IllegalStateException.class);
    }

    private Answered send(HttpServletRequest request, FilterChain chain) throws IOException, ServletException {
        var answered = new Answered();
        once.doFilter(request, answered.response(), chain);
        return answered;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServletRequest post(String user, Map<String, String> parameters) {
        var all = new HashMap<>(Map.of(Command.KEY, KEY));
        all.putAll(parameters);
        return Answered.proxy(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getMethod" -> "POST";
            case "getRemoteUser" -> user;
            case "getRequestURI", "getServletPath" -> "/user/list";
            case "getParameter" -> all.get((String) arguments[0]);
            case "getParameterMap" -> {
                var map = new HashMap<String, String[]>();
                all.forEach((name, value) -> map.put(name, new String[] {value}));
                yield map;
            }
            default -> null;
        });
    }
}
