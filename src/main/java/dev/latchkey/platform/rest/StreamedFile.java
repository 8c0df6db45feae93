package dev.latchkey.platform.rest;

import dev.latchkey.platform.FileFormat;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A UTF-8 file streamed from the database. If the export fails after the response has started, the file ends with a
 * line that says so, which makes JSON invalid and gives CSV a row of one cell.
 */
public final class StreamedFile implements StreamingOutput {

    static final String INCOMPLETE = "EXPORT INCOMPLETE";

    private final Content content;

    /** Writes the content of the file. */
    @FunctionalInterface
    public interface Content {
        /** @throws IOException if the client has disconnected */
        void write(Writer out) throws IOException;
    }

    public StreamedFile(Content content) {
        this.content = content;
    }

    /** The answer that downloads the file under this name, with the extension of the format. */
    public Response named(String name, FileFormat format) {
        var type = format == FileFormat.CSV ? "text/csv;charset=UTF-8" : MediaType.APPLICATION_JSON;
        var file = name + "." + format.name().toLowerCase(Locale.ROOT);
        return Response.ok(this, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
                .build();
    }

    @Override
    public void write(OutputStream output) throws IOException {
        var answer = new Answer(output);
        var writer = new BufferedWriter(new OutputStreamWriter(answer, StandardCharsets.UTF_8));
        try {
            content.write(writer);
            writer.flush();
        } catch (RuntimeException e) {
            // Before the first byte is sent, the error itself is the response.
            if (answer.begun) {
                writer.write("\r\n" + INCOMPLETE + "\r\n");
                writer.flush();
            }
            throw e;
        }
    }

    /** Records whether anything was sent. */
    private static final class Answer extends FilterOutputStream {

        private boolean begun;

        Answer(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            begun = true;
            out.write(bytes, offset, length);
        }
    }
}
