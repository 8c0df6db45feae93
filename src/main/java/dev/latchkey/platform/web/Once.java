package dev.latchkey.platform.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * Executes a command once even if the page sends it twice, after a double click or a retry by user, browser or proxy.
 * The second request gets the first response, including the value of a new token, which no other response shows. It
 * waits while the first is running, and executes the command itself if the first failed.
 */
// Mapped by servlet name, so that the filters mapped by URL run first and reject first.
@WebFilter(servletNames = {"Faces", "Upload"})
public class Once extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** Longer than browsers and proxies wait for a response. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    /** A few thousand compressed responses. */
    private static final long MOST_BYTES = 32 << 20;

    private final transient AsyncCache<String, byte[]> answers = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(MOST_BYTES)
            .weigher((String id, byte[] answer) -> id.length() + answer.length)
            .buildAsync();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var command = Command.of(request);
        if (command.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var mine = new CompletableFuture<byte[]>();
        var first = answers.asMap().putIfAbsent(command.get().id(), mine);
        if (first == null) {
            carryOut(command.get(), mine, request, response, chain);
        } else {
            try {
                Answer.read(command.get().open(first.join())).send(response);
            } catch (CancellationException e) {
                answers.asMap().remove(command.get().id(), first);
                doFilter(request, response, chain);
            }
        }
    }

    private static void carryOut(
            Command command,
            CompletableFuture<byte[]> given,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        try {
            var recorder = new Answer.Recorder(response);
            chain.doFilter(request, recorder);
            var answer = recorder.answer();
            if (!answer.isFailure()) {
                given.complete(command.seal(answer.write()));
            }
            answer.finish(response);
        } finally {
            // not recorded: the waiting request executes the command
            given.cancel(false);
        }
    }
}
