package dev.latchkey.listener;

import dev.latchkey.shared.SecurityHeaders;
import java.util.ArrayList;
import java.util.Map;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * Puts the headers that tell browsers what they may do on each answer that has none of its own: refusals and redirects of the
 * container, which pass no filter of the application, too. Where the container leads from a folder without a slash to the one with
 * it, it writes the host that the caller has named before it; the path is all that it has to say.
 */
final class EveryAnswer extends BaseFilter {

    private static final int MOVED = 301;
    private static final int NOT_MODIFIED = 304;

    private final boolean overTls;

    /** @param overTls whether people open the pages over TLS */
    EveryAnswer(boolean overTls) {
        this.overTls = overTls;
    }

    @Override
    public NextAction handleWrite(FilterChainContext context) {
        if (context.getMessage() instanceof HttpPacket packet
                && packet.getHttpHeader() instanceof HttpResponsePacket response
                && !response.isAcknowledgement()
                && !response.isCommitted()) {
            reopen(response.getHeaders());
            complete(response);
            response.getHeaders().mark();
        }
        return context.getInvokeAction();
    }

    /** The end of the headers is marked by now, and what is behind it are trailers, which may not say much. */
    private static void reopen(MimeHeaders headers) {
        var given = new ArrayList<Map.Entry<String, String>>();
        for (int i = 0; i < headers.size(); i++) {
            given.add(
                    Map.entry(headers.getName(i).toString(), headers.getValue(i).toString()));
        }
        headers.clear();
        given.forEach(header -> headers.addValue(header.getKey()).setString(header.getValue()));
    }

    private void complete(HttpResponsePacket response) {
        SecurityHeaders.ALWAYS.forEach(response::setHeader);
        if (overTls) {
            response.setHeader(SecurityHeaders.STRICT_TRANSPORT, SecurityHeaders.STRICT_TRANSPORT_VALUE);
        }
        if (!response.containsHeader(SecurityHeaders.CONTENT_POLICY)) {
            response.setHeader(SecurityHeaders.CONTENT_POLICY, SecurityHeaders.CONTENT_POLICY_VALUE);
        }
        // what a browser has kept stays as it was when that is all that the answer says
        if (response.getStatus() != NOT_MODIFIED
                && !response.containsHeader("Cache-Control")
                && !response.containsHeader("Expires")) {
            response.setHeader("Cache-Control", "no-store");
        }
        var location = response.getHeader("Location");
        if (response.getStatus() == MOVED && location != null) {
            response.setHeader("Location", location.replaceFirst("^https?://[^/]*", ""));
        }
    }
}
