package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A mail server (RFC 5321) on 127.0.0.1 that rejects one recipient, accepts all others and keeps no mail. */
final class RefusingMailServer implements AutoCloseable {

    private final ServerSocket listener;
    private final String refused;
    private final BlockingQueue<String> accepted = new LinkedBlockingQueue<>();

    RefusingMailServer(int port, String refused) {
        this.refused = refused;
        try {
            listener = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thread = new Thread(this::listen);
        thread.setDaemon(true);
        thread.start();
    }

    void awaitAccepted(String address) {
        try {
            String recipient;
            do {
                recipient = accepted.poll(60, TimeUnit.SECONDS);
                assertThat(recipient).as("a mail to " + address).isNotNull();
            } while (!recipient.contains(address));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Serves one client at a time until closed. */
    private void listen() {
        while (!listener.isClosed()) {
            try (var client = listener.accept()) {
                converse(client);
            } catch (IOException e) {
                // gone, as clients may
            }
        }
    }

    private void converse(Socket client) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        var recipient = "";
        say(client, "220 ready");
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("EHLO")) {
                say(client, "250 AUTH LOGIN PLAIN");
            } else if (command.startsWith("AUTH")) {
                say(client, "235 welcome");
            } else if (command.startsWith("RCPT") && line.contains(refused)) {
                say(client, "550 5.1.1 nobody of that name");
            } else if (command.startsWith("RCPT")) {
                recipient = line;
                say(client, "250 known");
            } else if (command.equals("DATA")) {
                say(client, "354 go on");
                while (!".".equals(lines.readLine())) {
                    // discarded
                }
                accepted.add(recipient);
                say(client, "250 taken");
            } else {
                say(client, "250 as you like");
            }
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
