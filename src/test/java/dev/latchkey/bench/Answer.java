package dev.latchkey.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of an HTTP/1.1 answer as they arrive. Reads of it only what tells where it ends (RFC 9112, 6 and 7.1). */
final class Answer {

    private byte[] bytes = new byte[16 * 1024];
    private int length;

    /** Empty until it has arrived whole. */
    private String head = "";

    private boolean chunked;

    /** Where the body ends or, of a chunked one, where the next chunk begins. */
    private int end;

    /** Forgets the previous answer of the connection. */
    void clear() {
        length = 0;
        head = "";
    }

    /**
     * Reads what has arrived.
     *
     * @return whether the answer is whole
     */
    boolean read(SocketChannel channel) throws IOException {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        var arrived = channel.read(ByteBuffer.wrap(bytes, length, bytes.length - length));
        if (arrived < 0) {
            throw new EOFException("The server hung up");
        }
        length += arrived;
        return readHead() && (chunked ? readChunks() : length >= end);
    }

    int status() {
        return Integer.parseInt(head, 9, 12, 10);
    }

    boolean isLastOfConnection() {
        return head.contains("\r\nConnection: close\r\n");
    }

    /** Head and body, with the sizes of chunks in between. */
    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private boolean readHead() {
        if (!head.isEmpty()) {
            return true;
        }
        var last = 0;
        while (last + 3 < length && !isBlankLine(last)) {
            last++;
        }
        if (last + 3 >= length) {
            return false;
        }
        var body = last + 4;
        head = new String(bytes, 0, body, StandardCharsets.ISO_8859_1);
        chunked = head.contains("\r\nTransfer-Encoding: chunked\r\n");
        end = body + contentLength();
        return true;
    }

    private boolean isBlankLine(int at) {
        return bytes[at] == '\r' && bytes[at + 1] == '\n' && bytes[at + 2] == '\r' && bytes[at + 3] == '\n';
    }

    private int contentLength() {
        var name = "\r\nContent-Length: ";
        var header = head.indexOf(name);
        return header < 0
                ? 0
                : Integer.parseInt(head, header + name.length(), head.indexOf('\r', header + name.length()), 10);
    }

    private boolean readChunks() {
        while (true) {
            var line = end;
            while (line < length && bytes[line] != '\n') {
                line++;
            }
            if (line >= length) {
                return false;
            }
            var size = Integer.parseInt(new String(bytes, end, line - end - 1, StandardCharsets.ISO_8859_1), 16);
            if (size == 0) {
                return length >= line + 3;
            }
            end = line + 1 + size + 2;
        }
    }
}
