package dev.latchkey.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One keep-alive connection to a server on 127.0.0.1, with as little HTTP as possible, because it shares the processors
 * with the server under measurement.
 */
final class KeepAlive implements AutoCloseable {

    private static final int TIMEOUT_MILLISECONDS = 60_000;

    private final Socket socket;
    private final InputStream in;

    record Answer(int status, String head, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    KeepAlive(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLISECONDS);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /** @throws IOException also if the status is 300 or more */
    Answer send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        var head = head();
        var answer = new Answer(Integer.parseInt(head, 9, 12, 10), head, body(head));
        if (answer.status >= 300) {
            throw new IOException(new String(request, StandardCharsets.UTF_8)
                            .lines()
                            .findFirst()
                            .orElse("") + " is answered with " + answer.status + " " + answer.text());
        }
        return answer;
    }

    /** The value of a header; empty if absent. */
    static String header(String head, String name) {
        var start = head.indexOf("\r\n" + name + ": ");
        if (start < 0) {
            return "";
        }
        var value = start + name.length() + 4;
        return head.substring(value, head.indexOf("\r\n", value));
    }

    private String head() throws IOException {
        var head = new StringBuilder(512);
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            head.append((char) next());
        }
        return head.toString();
    }

    private byte[] body(String head) throws IOException {
        if (header(head, "Transfer-Encoding").isEmpty()) {
            var length = header(head, "Content-Length");
            return length.isEmpty() ? new byte[0] : exactly(Integer.parseInt(length));
        }
        var body = new ByteArrayOutputStream();
        for (var size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(exactly(size));
            exactly(2);
        }
        exactly(2);
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        var digits = new StringBuilder();
        for (var c = next(); c != '\n'; c = next()) {
            digits.append((char) c);
        }
        return Integer.parseInt(digits.toString().strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The server hung up");
        }
        return bytes;
    }

    private int next() throws IOException {
        var b = in.read();
        if (b < 0) {
            throw new EOFException("The server hung up");
        }
        return b;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
