package dev.latchkey.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.omnifaces.servlet.BufferedHttpServletResponse;

/** A recorded response, for replay. */
final class Answer {

    private final int status;
    private final String contentType;
    private final List<Header> headers;
    private final byte[] body;

    private record Header(String name, String value) {}

    private Answer(int status, String contentType, List<Header> headers, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.headers = headers;
        this.body = body;
    }

    /** Buffers a response so that it can be recorded. */
    static final class Recorder extends BufferedHttpServletResponse {

        Recorder(HttpServletResponse response) {
            super(response);
        }

        /** The response is sent as a whole. */
        @Override
        public void flushBuffer() {}

        Answer answer() throws IOException {
            var headers = new ArrayList<Header>();
            for (var name : getHeaderNames()) {
                getHeaders(name).forEach(value -> headers.add(new Header(name, value)));
            }
            return new Answer(getStatus(), Objects.requireNonNullElse(getContentType(), ""), headers, getBuffer());
        }
    }

    /** Whether the request failed, so that nothing changed. */
    boolean isFailure() {
        return status >= HttpServletResponse.SC_BAD_REQUEST;
    }

    /** Sends it as the response that was recorded. */
    void finish(HttpServletResponse response) throws IOException {
        if (body.length > 0) {
            response.getOutputStream().write(body);
        }
    }

    /** Sends it as the response to another request. */
    void send(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        if (!contentType.isEmpty()) {
            response.setContentType(contentType);
        }
        for (var header : headers) {
            if (header.name().equalsIgnoreCase("Set-Cookie")) {
                response.addHeader(header.name(), header.value());
            } else {
                response.setHeader(header.name(), header.value());
            }
        }
        finish(response);
    }

    /** Compressed, since pages are repetitive. */
    byte[] write() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(status);
            out.writeUTF(contentType);
            out.writeInt(headers.size());
            for (var header : headers) {
                out.writeUTF(header.name());
                out.writeUTF(header.value());
            }
            out.write(body);
        }
        return bytes.toByteArray();
    }

    static Answer read(byte[] written) throws IOException {
        try (var in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(written)))) {
            var status = in.readInt();
            var contentType = in.readUTF();
            var headers = new ArrayList<Header>();
            for (int left = in.readInt(); left > 0; left--) {
                headers.add(new Header(in.readUTF(), in.readUTF()));
            }
            return new Answer(status, contentType, headers, in.readAllBytes());
        }
    }
}
