package dev.latchkey.token.rest;

import dev.latchkey.platform.rest.Errors;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.OverloadedException;
import dev.latchkey.token.LeakReport;
import dev.latchkey.token.RevocationByValue;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Takes reports of leaked tokens from anybody. */
@Path("user_tokens/report_leak")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class LeakResource {

    /** The longest report in bytes, enough for a thousand entries of GitHub's form. */
    private static final int LONGEST = 512 * 1024;

    /** Anybody may send these slowly, and each takes a thread meanwhile; the listener buffers shorter ones itself. */
    private static final int LONG = 64 * 1024;

    private static final int MOST_LONG_ONES = 4;

    private final Semaphore longOnes = new Semaphore(MOST_LONG_ONES);

    @EJB
    RevocationByValue revocation;

    @POST
    public Response report(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            InputStream body,
            @Context HttpServletRequest request)
            throws IOException {
        var report = revocation.beginReport();
        if (MediaType.TEXT_PLAIN_TYPE.isCompatible(type)) {
            read(request, body).lines().filter(line -> !line.isBlank()).forEach(line -> report.add(line, ""));
        } else if (MediaType.APPLICATION_JSON_TYPE.isCompatible(type)) {
            addEntries(report, read(request, body));
        } else {
            throw new WebApplicationException(415);
        }
        revocation.report(report);
        return Response.accepted().build();
    }

    private String read(HttpServletRequest request, InputStream body) throws IOException {
        var length = request.getContentLengthLong();
        if (length >= 0 && length <= LONG) {
            return text(body);
        }
        if (!longOnes.tryAcquire()) {
            throw new OverloadedException("api.leak.busy");
        }
        try {
            return text(body);
        } finally {
            longOnes.release();
        }
    }

    private static String text(InputStream body) throws IOException {
        var bytes = body.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new WebApplicationException(Errors.response(413, Errors.text("api.leak.large")));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    /** An array of values, or of objects as GitHub's secret scanning sends them. */
    private static void addEntries(LeakReport report, String text) {
        array(text).forEach(entry -> add(report, entry));
    }

    private static JsonArray array(String text) {
        try (var json = Json.createReader(new StringReader(text))) {
            return json.readArray();
        } catch (RuntimeException e) {
            // A JsonException, but Parsson throws another one for deep nesting.
            throw malformed();
        }
    }

    /** What is neither has no effect. */
    private static void add(LeakReport report, JsonValue entry) {
        if (entry instanceof JsonString value) {
            report.add(value.getString(), "");
        } else if (entry instanceof JsonObject found && found.get("token") instanceof JsonString value) {
            report.add(value.getString(), (found.getString("url", "") + " " + found.getString("source", "")).strip());
        }
    }

    private static InvalidException malformed() {
        return new InvalidException(null, "api.leak.form");
    }
}
