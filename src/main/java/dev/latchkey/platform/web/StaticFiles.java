package dev.latchkey.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Serves the scripts, styles and pictures of pages from memory, compressed once. Faces finds each file and compresses it
 * for every request.
 *
 * <p>Browsers keep a file for a year and do not ask again (RFC 8246): its URL contains a version. Faces answers all
 * other URLs.
 */
public class StaticFiles extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** A URL as pages link it. The version has no influence on the file. */
    private static final Pattern LINK =
            Pattern.compile("(/jakarta\\.faces\\.resource/[\\w./-]+\\.xhtml\\?ln=\\w+)&v=[\\w.]+");

    /** The pages link files of 1.3 MiB. A proxy can name any path for the links in a style. */
    private static final long MOST_BYTES = 4 << 20;

    private final transient Cache<String, StaticFile> files = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String link, StaticFile file) -> link.length() + file.bytes())
            .build();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var link = link(request);
        if (link.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var known = files.getIfPresent(link.get());
        if (known != null) {
            known.send(request, response);
            return;
        }
        var recorder = new Answer.Recorder(response);
        chain.doFilter(request, recorder);
        if (recorder.getStatus() == HttpServletResponse.SC_OK) {
            var file = StaticFile.of(recorder);
            files.put(link.get(), file);
            file.send(request, response);
        }
    }

    /** The key of the linked file; empty if Faces answers the request. */
    private static Optional<String> link(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            return Optional.empty();
        }
        var path = request.getContextPath();
        var link = LINK.matcher(request.getRequestURI().substring(path.length()) + "?" + request.getQueryString());
        return link.matches() ? Optional.of(path + link.group(1)) : Optional.empty();
    }

    /**
     * @param tag the start of the entity tag, which differs between plain and compressed (RFC 9110, 8.8.3.3)
     * @param modified a date as in HTTP headers
     */
    private record StaticFile(String contentType, String tag, String modified, byte[] plain, byte[] compressed) {

        /** Accepted, with any weight but 0 (RFC 9110, 12.5.3). */
        private static final Pattern GZIP =
                Pattern.compile("(^|,)\\s*gzip\\s*($|,|;\\s*q=(?!0(\\.0*)?\\s*($|,)))", Pattern.CASE_INSENSITIVE);

        static StaticFile of(Answer.Recorder response) throws IOException {
            var plain = response.getBuffer();
            var compressed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(compressed)) {
                gzip.write(plain);
            }
            return new StaticFile(
                    response.getContentType(),
                    UUID.nameUUIDFromBytes(plain).toString(),
                    response.getHeader("Last-Modified"),
                    plain,
                    compressed.toByteArray());
        }

        int bytes() {
            return plain.length + compressed.length;
        }

        void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var encoding = request.getHeader("Accept-Encoding");
            var gzip = compressed.length < plain.length
                    && encoding != null
                    && GZIP.matcher(encoding).find();
            var entityTag = '"' + tag + (gzip ? "-gzip" : "") + '"';
            response.setHeader("ETag", entityTag);
            response.setHeader("Last-Modified", modified);
            response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
            response.setHeader("Vary", "Accept-Encoding");
            if (isCurrent(request, entityTag)) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
            var body = gzip ? compressed : plain;
            if (gzip) {
                response.setHeader("Content-Encoding", "gzip");
            }
            response.setContentType(contentType);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }

        /** Whether the browser has the file (RFC 9110, 13.2.2). */
        private boolean isCurrent(HttpServletRequest request, String entityTag) {
            var tags = request.getHeader("If-None-Match");
            return tags == null
                    ? modified.equals(request.getHeader("If-Modified-Since"))
                    : tags.equals("*") || tags.contains(entityTag);
        }
    }
}
