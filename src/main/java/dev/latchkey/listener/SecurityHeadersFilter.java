package dev.latchkey.listener;

import dev.latchkey.shared.SecurityHeaders;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * Adds the security headers to every response that lacks them, including the container's own errors and redirects,
 * which no application filter sees. Also makes the container's redirects from a folder to its slash relative: the
 * container copies the host from the request, and knows no prefix that a proxy has removed.
 */
final class SecurityHeadersFilter extends BaseFilter {

    /** All before the last folder of an address. */
    private static final Pattern FOLDER = Pattern.compile("^https?://[^/]*[^?]*/(?=[^/?]+/(\\?|$))");

    private static final int MOVED = 301;
    private static final int NOT_MODIFIED = 304;

    private final boolean overTls;

    /** @param overTls whether the pages are served over TLS */
    SecurityHeadersFilter(boolean overTls) {
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

    /** Grizzly has closed the headers by now and would treat additions as trailers. */
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
        // a 304 must not change the headers of a cached response
        if (response.getStatus() != NOT_MODIFIED
                && !response.containsHeader("Cache-Control")
                && !response.containsHeader("Expires")) {
            response.setHeader("Cache-Control", "no-store");
        }
        var location = response.getHeader("Location");
        if (response.getStatus() == MOVED && location != null) {
            response.setHeader(
                    "Location", FOLDER.matcher(location).replaceFirst("./").replaceFirst("^https?://[^/]*/*", "/"));
        }
    }
}
