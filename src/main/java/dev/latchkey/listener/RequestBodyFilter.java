package dev.latchkey.listener;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpEvents.IncomingHttpUpgradeEvent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Reads the body of a request before a thread is assigned, so that a slow client holds a connection but no thread.
 * Bodies over 64 KiB are file uploads: the resource reads them as they arrive, after authentication. A shorter body
 * that takes over ten seconds is answered 408 (RFC 9110, 15.5.9), and the connection is closed.
 */
final class RequestBodyFilter extends BaseFilter {

    private static final int LONGEST = 64 * 1024;
    private static final int SECONDS = 10;
    private static final byte[] TOO_SLOW =
            "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
        var thread = new Thread(work, "time limit of bodies");
        thread.setDaemon(true);
        return thread;
    });

    /** The timeout of a request whose body is incomplete. */
    private final Attribute<Future<?>> limit = Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("latchkey.body.limit");

    /** Set once the container has the request: it reads the rest of a long body itself. */
    private final Attribute<Boolean> passedOn =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("latchkey.body.passed-on");

    RequestBodyFilter() {
        clock.setRemoveOnCancelPolicy(true);
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        if (!(context.getMessage() instanceof HttpContent content)
                || !(content.getHttpHeader() instanceof HttpRequestPacket request)) {
            return context.getInvokeAction();
        }
        if (passedOn.isSet(request)) {
            return context.getInvokeAction();
        }
        var waiting = limit.get(request);
        if (isForTheContainer(content, request)) {
            if (waiting != null) {
                waiting.cancel(false);
                limit.remove(request);
            }
            passedOn.set(request, true);
            return context.getInvokeAction();
        }
        if (waiting == null) {
            Connection<SocketAddress> connection = context.getConnection();
            limit.set(request, clock.schedule(() -> giveUp(connection), SECONDS, TimeUnit.SECONDS));
            acknowledge(context, request);
        }
        return context.getStopAction(new Arrived(content));
    }

    /**
     * Handles a request that offers a protocol upgrade, as Java's own client does (h2c), like any other (RFC 9110,
     * 7.8); Grizzly would otherwise not look for the end of its body.
     */
    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
        if (event instanceof IncomingHttpUpgradeEvent upgrade) {
            upgrade.getHttpHeader().setIgnoreContentModifiers(false);
            return context.getStopAction();
        }
        return context.getInvokeAction();
    }

    /** Whether the request needs no more waiting. */
    private static boolean isForTheContainer(HttpContent content, HttpRequestPacket request) {
        var hasBody = request.getContentLength() > 0 || request.isChunked();
        return !hasBody
                || content.isLast()
                || request.getContentLength() > LONGEST
                || content.getContent().remaining() > LONGEST;
    }

    /** Some clients wait for 100 Continue before they send a body (RFC 9110, 10.1.1). */
    private static void acknowledge(FilterChainContext context, HttpRequestPacket request) {
        if (request.requiresAcknowledgement()) {
            var response = request.getResponse();
            response.setStatus(HttpStatus.CONINTUE_100);
            response.setAcknowledgement(true);
            context.write(response);
        }
    }

    /** Written by way of the other filters, of which one may encrypt. */
    private static void giveUp(Connection<SocketAddress> connection) {
        connection.write(Buffers.wrap(null, TOO_SLOW), new EmptyCompletionHandler<>() {
            @Override
            public void completed(WriteResult<Buffer, SocketAddress> written) {
                connection.closeSilently();
            }
        });
    }

    /** The content received so far. Grizzly pools its own objects and may reuse one while we hold it. */
    private static final class Arrived extends HttpContent {

        Arrived(HttpContent content) {
            super(content.getHttpHeader(), false, content.getContent());
        }
    }
}
