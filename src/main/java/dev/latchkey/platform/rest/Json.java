package dev.latchkey.platform.rest;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes the body of a response outside of resources. Unit tests, which have no JSON-B, must not call it. */
final class Json {

    private static final Jsonb WRITER = JsonbBuilder.create();

    private Json() {}

    static void write(HttpServletResponse response, Object entity) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON);
        var body = WRITER.toJson(entity).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        // closed, because some containers would put an error page in its place
        try (var out = response.getOutputStream()) {
            out.write(body);
        }
    }
}
