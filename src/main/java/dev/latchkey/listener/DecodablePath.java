package dev.latchkey.listener;

import java.util.regex.Pattern;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.util.HttpStatus;

/**
 * Answers 400 when a path holds a percent sign without two hexadecimal digits (RFC 3986, 2.1), and closes the connection.
 * The container would answer 200 with an empty body.
 */
final class DecodablePath extends BaseFilter {

    private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    @Override
    public NextAction handleRead(FilterChainContext context) {
        if (!(context.getMessage() instanceof HttpContent content)
                || !(content.getHttpHeader() instanceof HttpRequestPacket request)
                || !BROKEN.matcher(request.getRequestURI()).find()) {
            return context.getInvokeAction();
        }
        return LastAnswer.send(context, request, HttpStatus.BAD_REQUEST_400, new byte[0]);
    }
}
