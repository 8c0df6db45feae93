package dev.latchkey.listener;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.ICloseType;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpPacket;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.jspecify.annotations.Nullable;

/**
 * Answers every request on an accepted connection before the server stops; Payara would cut them. First it is not ready, so that a
 * balancer sends no more. Then the listener takes no new connections, and each answer ends its own.
 */
final class OrderlyEnd extends BaseFilter implements StoppingMXBean {

    private static final String READINESS = "/health/ready";
    private static final byte[] NOT_READY =
            "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"stopping\",\"status\":\"DOWN\",\"data\":{}}]}"
                    .getBytes(StandardCharsets.US_ASCII);

    /** A client that asked for readiness within this time will ask again before the listener refuses connections. */
    private static final Duration ASKS_AGAIN = Duration.ofSeconds(30);

    /** HAProxy takes a server out after three checks, two seconds apart. */
    private static final Duration UNTIL_TOLD = Duration.ofSeconds(8);

    /** A client in the middle of its work has sent its next request by then, and is told that it was the last. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofSeconds(13);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Attribute<@Nullable Client> client =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("latchkey.client");
    private final Attribute<Boolean> seen = Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("latchkey.request.seen");
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();

    private volatile @Nullable TCPNIOTransport transport;
    private volatile long readinessAsked = System.nanoTime() - ASKS_AGAIN.toNanos();
    private volatile boolean stopping;
    private volatile boolean ending;

    /** A connection that has sent a request. */
    private static final class Client {

        private final Connection<?> connection;
        private volatile boolean waiting;
        private volatile long answered;

        Client(Connection<?> connection) {
            this.connection = connection;
        }
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        if (!(context.getMessage() instanceof HttpContent content)
                || !(content.getHttpHeader() instanceof HttpRequestPacket request)
                || seen.isSet(request)) {
            return context.getInvokeAction();
        }
        seen.set(request, true);
        client(context.getConnection()).waiting = true;
        if (request.getRequestURI().equals(READINESS)) {
            readinessAsked = System.nanoTime();
            if (stopping) {
                return LastAnswer.send(context, request, HttpStatus.SERVICE_UNAVAILABLE_503, NOT_READY);
            }
        }
        return context.getInvokeAction();
    }

    private Client client(Connection<?> connection) {
        var known = client.get(connection);
        if (known != null) {
            return known;
        }
        var added = new Client(connection);
        client.set(connection, added);
        clients.add(added);
        connection.addCloseListener((CloseListener<Closeable, ICloseType>) (closed, reason) -> clients.remove(added));
        transport = (TCPNIOTransport) connection.getTransport();
        return added;
    }

    @Override
    public NextAction handleWrite(FilterChainContext context) {
        if (context.getMessage() instanceof HttpPacket packet
                && packet.getHttpHeader() instanceof HttpResponsePacket response
                && !response.isAcknowledgement()) {
            if (ending && !response.isCommitted()) {
                response.getProcessingState().setKeepAlive(false);
            }
            if (packet instanceof HttpContent content && content.isLast()) {
                var answered = client(context.getConnection());
                answered.answered = System.nanoTime();
                answered.waiting = false;
            }
        }
        return context.getInvokeAction();
    }

    @Override
    public void endConnections() throws InterruptedException {
        var start = System.nanoTime();
        stopping = true;
        if (start - readinessAsked < ASKS_AGAIN.toNanos()) {
            TimeUnit.NANOSECONDS.sleep(UNTIL_TOLD.toNanos());
        }
        if (transport != null) {
            transport.unbindAll();
        }
        ending = true;
        while (!clients.isEmpty() && System.nanoTime() - start < LONGEST.toNanos()) {
            for (var one : clients) {
                if (!one.waiting && System.nanoTime() - one.answered > IDLE.toNanos()) {
                    // writes what is still to be written
                    one.connection.closeSilently();
                }
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }
}
