package dev.latchkey.listener;

import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.memory.Buffers;

/** An answer that the container knows nothing of, after which the connection closes. */
final class LastAnswer {

    private LastAnswer() {}

    /** @param body JSON; may be empty */
    static NextAction send(FilterChainContext context, HttpRequestPacket request, HttpStatus status, byte[] body) {
        var response = request.getResponse();
        response.setStatus(status);
        response.setContentLength(body.length);
        if (body.length > 0) {
            response.setContentType("application/json");
        }
        response.setHeader("Connection", "close");
        Connection<?> connection = context.getConnection();
        var answer = HttpContent.builder(response)
                .content(Buffers.wrap(null, body))
                .last(true)
                .build();
        context.write(answer, new EmptyCompletionHandler<WriteResult>() {
            @Override
            public void completed(WriteResult written) {
                connection.closeSilently();
            }
        });
        return context.getStopAction();
    }
}
