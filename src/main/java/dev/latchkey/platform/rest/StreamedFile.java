package dev.latchkey.platform.rest;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * A file that is written while it is read from the database, in UTF-8. When that fails half-way, the answer has long begun as
 * a good one: the file then ends with a line that says so, after which JSON is none and CSV has a row of one cell.
 */
public final class StreamedFile implements StreamingOutput {

    static final String INCOMPLETE = "EXPORT INCOMPLETE";

    private final Content content;

    /** What writes the file. */
    @FunctionalInterface
    public interface Content {
        /** @throws IOException when the reader has gone away */
        void write(Writer out) throws IOException;
    }

    public StreamedFile(Content content) {
        this.content = content;
    }

    @Override
    public void write(OutputStream output) throws IOException {
        var answer = new Answer(output);
        var writer = new BufferedWriter(new OutputStreamWriter(answer, StandardCharsets.UTF_8));
        try {
            content.write(writer);
            writer.flush();
        } catch (RuntimeException e) {
            // As long as nothing was sent, what is answered is the error itself.
            if (answer.begun) {
                writer.write("\r\n" + INCOMPLETE + "\r\n");
                writer.flush();
            }
            throw e;
        }
    }

    /** Knows whether anything of it was sent. */
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
