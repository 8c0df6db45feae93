package dev.latchkey.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Requests as the bytes that go over the wire. */
final class Requests {

    private Requests() {}

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
