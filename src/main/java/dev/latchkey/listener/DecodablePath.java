package dev.latchkey.listener;

import java.util.regex.Pattern;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
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
        var response = request.getResponse();
        response.setStatus(HttpStatus.BAD_REQUEST_400);
        response.setContentLength(0);
        response.setHeader("Connection", "close");
        Connection<?> connection = context.getConnection();
        context.write(HttpContent.builder(response).last(true).build(), new EmptyCompletionHandler<WriteResult>() {
            @Override
            public void completed(WriteResult written) {
                connection.closeSilently();
            }
        });
        return context.getStopAction();
    }
}
