package dev.latchkey.it;

import dev.latchkey.it.Api.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends requests that proper HTTP clients refuse to send, below the context root; each character is one byte. */
final class RawHttp {

    private static final int MILLIS_TO_ANSWER = 30_000;

    private RawHttp() {}

    /** A connection to a server with this port, over TLS if the server terminates it. What is sent there names the context root. */
    static Socket connect(InetAddress from, int port) throws IOException {
        var server = InetAddress.getLoopbackAddress();
        return Tls.wanted() == Tls.SERVER
                ? TestCertificate.context().getSocketFactory().createSocket(server, port, from, 0)
                : new Socket(server, port, from, 0);
    }

    static Socket connect(int port) throws IOException {
        return connect(InetAddress.getLoopbackAddress(), port);
    }

    /** The answer to a request line, header lines and, after an empty line, a body. */
    static Answer send(int port, String requestLine, List<String> headers, String body) {
        return send(InetAddress.getLoopbackAddress(), port, requestLine, headers, body);
    }

    /** The answer to a client with this address of the machine. */
    static Answer send(InetAddress from, int port, String requestLine, List<String> headers, String body) {
        var text = requestLine.replaceFirst(" /", " " + ApplicationServer.contextRoot() + "/")
                + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + (Tls.wanted() == Tls.PROXY ? "X-Forwarded-Proto: https\r\n" : "")
                + headers.stream().map(header -> header + "\r\n").reduce("", String::concat) + "\r\n" + body;
        try (var socket = connect(from, port)) {
            socket.setSoTimeout(MILLIS_TO_ANSWER);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer answer(String text) {
        var parts = text.split("\r\n\r\n", 2);
        var lines = parts[0].split("\r\n");
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            var header = lines[i].split(": *", 2);
            headers.computeIfAbsent(header[0], name -> new ArrayList<>()).add(header[1]);
        }
        return new Answer(
                Integer.parseInt(lines[0].split(" ")[1]), HttpHeaders.of(headers, (name, value) -> true), parts[1]);
    }
}
