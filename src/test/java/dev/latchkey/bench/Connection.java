package dev.latchkey.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A keep-alive connection to a server on 127.0.0.1, with at most one request at a time. Opens again when the server closes it. */
final class Connection implements AutoCloseable {

    private final Selector selector;
    private final InetSocketAddress server;
    private final Answer answer = new Answer();
    private SocketChannel channel;
    private byte[] request = {};
    private long sentAt;

    Connection(int port, Selector selector) throws IOException {
        this.selector = selector;
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.channel = open();
    }

    private SocketChannel open() throws IOException {
        var opened = SocketChannel.open(server);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.configureBlocking(false);
        opened.register(selector, SelectionKey.OP_READ, this);
        return opened;
    }

    void send(byte[] next) throws IOException {
        sentAt = System.nanoTime();
        if (answer.isLastOfConnection()) {
            channel.close();
            channel = open();
        }
        answer.clear();
        request = next;
        var bytes = ByteBuffer.wrap(request);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Reads what has arrived.
     *
     * @return whether the answer is whole
     * @throws IOException also if its status is 300 or more
     */
    boolean receive() throws IOException {
        if (!answer.read(channel)) {
            return false;
        }
        if (answer.status() >= 300) {
            throw wrong();
        }
        return true;
    }

    void expect(String text) throws IOException {
        if (!answer.text().contains(text)) {
            throw wrong();
        }
    }

    private IOException wrong() {
        var asked = new String(request, StandardCharsets.US_ASCII)
                .lines()
                .findFirst()
                .orElse("");
        return new IOException(asked + " is answered with\n" + answer.text());
    }

    /** When the request was sent, in nanoseconds of {@link System#nanoTime}. */
    long sentAt() {
        return sentAt;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
