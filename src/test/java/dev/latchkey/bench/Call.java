package dev.latchkey.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A call of a server on 127.0.0.1.
 *
 * @param requests their bytes in the order in which they are sent, shared by all connections
 * @param expected a text in the answer
 */
record Call(String name, int port, Iterator<byte[]> requests, String expected) {

    /** Sends these requests over and over. */
    static Call of(String name, int port, List<byte[]> requests, String expected) {
        var endless = IntStream.iterate(0, i -> (i + 1) % requests.size()).mapToObj(requests::get);
        return new Call(name, port, endless.iterator(), expected);
    }

    /** Sends each request once. */
    static Call once(String name, int port, Stream<byte[]> requests, String expected) {
        return new Call(name, port, requests.iterator(), expected);
    }

    static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    /** @param credentials a header, or blank for none */
    static byte[] get(String path, String credentials) {
        return bytes("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + line(credentials) + "\r\n");
    }

    static byte[] post(String path, String credentials, String form) {
        return bytes("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + line(credentials)
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form);
    }

    /** A name and its value as a part of a query or form. */
    static String pair(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String line(String header) {
        return header.isEmpty() ? "" : header + "\r\n";
    }

    private static byte[] bytes(String request) {
        return request.getBytes(StandardCharsets.US_ASCII);
    }
}
