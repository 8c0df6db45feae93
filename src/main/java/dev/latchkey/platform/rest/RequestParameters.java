package dev.latchkey.platform.rest;

import dev.latchkey.shared.Characters;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Accepts parameters as form fields or in the query, as clients of the reference product send them. Rejects forms over
 * 64 KiB, invalid UTF-8, and two values of one parameter before anything reads them.
 */
@Provider
@PreMatching
public class RequestParameters implements ContainerRequestFilter {

    private static final MediaType FILE = MediaType.valueOf("text/csv");

    /** Empty JSON bodies that some clients send along with query parameters. */
    private static final Set<String> EMPTY_JSON = Set.of("{}", "null");

    private final HttpServletRequest servletRequest;

    /** The longest form, in bytes. The longest legitimate one has about 2 KiB. */
    static final int LONGEST_FORM = 64 * 1024;

    public RequestParameters(@Context HttpServletRequest servletRequest) {
        this.servletRequest = servletRequest;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        var method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD") && !method.equals("POST")) {
            // matches no resource method, so that Jersey responds with the allowed methods
            request.setMethod("NONE");
            return;
        }
        // Each response has one format, whatever the client prefers.
        request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
        var parameters = new LinkedHashMap<String, String>();
        read(query(servletRequest), parameters);
        request.setProperty(RequestParameters.class.getName(), parameters);
        if (method.equals("POST") && hasBodyOfItsOwn(request)) {
            if (isEncoded(request)) {
                throw new WebApplicationException(415);
            }
        } else if (method.equals("POST")) {
            read(body(request), parameters);
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_FORM_URLENCODED);
            // The form cannot be read again; RefusalFilter takes the subject from this attribute.
            servletRequest.setAttribute(Subject.class.getName(), parameters.get("login"));
            FormFields.keep(servletRequest, parameters);
            // RESTEasy leaves out of a form what the query has.
            request.setRequestUri(request.getUriInfo()
                    .getRequestUriBuilder()
                    .replaceQuery(null)
                    .build());
            request.setEntityStream(new ByteArrayInputStream(encoded(parameters).getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** The parsed parameters of a call, by name. */
    static Map<String, String> of(ContainerRequestContext request) {
        @SuppressWarnings("unchecked")
        var parameters = (Map<String, String>) request.getProperty(RequestParameters.class.getName());
        return parameters;
    }

    /** Whether the query of a call has the parameter, whatever the form has. */
    public static boolean isInQuery(HttpServletRequest request, String name) {
        var parameters = new LinkedHashMap<String, String>();
        read(query(request), parameters);
        return parameters.containsKey(name);
    }

    /**
     * Reads the parameters of the query, each as often as it is there, and none of the form.
     *
     * @throws BadRequestException if the query is malformed
     */
    public static void readQuery(HttpServletRequest request, BiConsumer<String, String> parameters) {
        read(query(request), parameters);
    }

    /** The raw query, since JAX-RS would repair it. */
    private static @Nullable String query(HttpServletRequest request) {
        var query = request.getQueryString();
        if (query != null && !StandardCharsets.US_ASCII.newEncoder().canEncode(query)) {
            throw malformed();
        }
        return query;
    }

    /** Imports take a file as body, and reports of leaks a list; the resource reads and bounds it. */
    private static boolean hasBodyOfItsOwn(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath();
        var type = request.getMediaType();
        return path.endsWith("/import") && FILE.isCompatible(type)
                || path.endsWith("/report_leak")
                        && type != null
                        && (type.isCompatible(MediaType.TEXT_PLAIN_TYPE)
                                || type.isCompatible(MediaType.APPLICATION_JSON_TYPE));
    }

    private static String body(ContainerRequestContext request) throws IOException {
        if (request.getLength() > LONGEST_FORM) {
            throw new WebApplicationException(413);
        }
        var bytes = request.getEntityStream().readNBytes(LONGEST_FORM + 1);
        if (bytes.length > LONGEST_FORM) {
            throw new WebApplicationException(413);
        }
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.isBlank() || isEmptyJson(request, text)) {
            return "";
        }
        if (!MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(request.getMediaType()) || isEncoded(request)) {
            throw new WebApplicationException(415);
        }
        return text;
    }

    private static boolean isEmptyJson(ContainerRequestContext request, String text) {
        return MediaType.APPLICATION_JSON_TYPE.isCompatible(request.getMediaType())
                && EMPTY_JSON.contains(text.strip());
    }

    /** Content encodings that the server has not decoded. */
    private static boolean isEncoded(ContainerRequestContext request) {
        var encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    private static void read(@Nullable String encoded, Map<String, String> parameters) {
        read(encoded, (name, value) -> {
            var other = parameters.putIfAbsent(name, value);
            // A proxy may have checked one value while the call uses the other.
            if (other != null && !other.equals(value)) {
                throw new BadRequestException(Errors.refusal(new InvalidException(name, "api.parameter.twice", name)));
            }
        });
    }

    /** Reads {@code application/x-www-form-urlencoded}, each character one byte. */
    static void read(@Nullable String encoded, BiConsumer<String, String> parameters) {
        if (encoded == null || encoded.isEmpty()) {
            return;
        }
        for (var pair : encoded.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            var equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            parameters.accept(name, value);
        }
    }

    private static String decode(String encoded) {
        var bytes = ByteBuffer.allocate(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            var c = encoded.charAt(i);
            if (c != '%') {
                bytes.put((byte) (c == '+' ? ' ' : c));
                continue;
            }
            var high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
            var low = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw malformed();
            }
            bytes.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            var decoded =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            if (!Characters.areText(decoded)) {
                throw malformed();
            }
            return decoded;
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> URLEncoder.encode(parameter.getKey(), StandardCharsets.UTF_8)
                        + "="
                        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static WebApplicationException malformed() {
        return new BadRequestException(Errors.response(400, Errors.text("api.parameter.encoding")));
    }
}
