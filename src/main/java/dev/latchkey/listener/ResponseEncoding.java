package dev.latchkey.listener;

import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.ContentEncoding;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.ParsingResult;

/**
 * Compresses responses and decompresses no request: the listener inflates a body before any limit applies, and 64 KiB of
 * gzip can hold 64 MiB.
 */
final class ResponseEncoding implements ContentEncoding {

    private final ContentEncoding encoding;

    ResponseEncoding(ContentEncoding encoding) {
        this.encoding = encoding;
    }

    @Override
    public String getName() {
        return encoding.getName();
    }

    @Override
    public String[] getAliases() {
        return encoding.getAliases();
    }

    @Override
    public boolean wantDecode(HttpHeader header) {
        return false;
    }

    @Override
    public boolean wantEncode(HttpHeader header) {
        return encoding.wantEncode(header);
    }

    @Override
    public ParsingResult decode(Connection connection, HttpContent content) {
        throw new IllegalStateException("wantDecode says no");
    }

    @Override
    public HttpContent encode(Connection connection, HttpContent content) {
        return encoding.encode(connection, content);
    }
}
