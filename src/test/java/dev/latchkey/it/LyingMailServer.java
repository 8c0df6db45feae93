package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on 127.0.0.1 that keeps each mail and answers that it may be tried again, as when an answer is lost. */
final class LyingMailServer implements AutoCloseable {

    private final BlockingQueue<MimeMessage> kept = new LinkedBlockingQueue<>();
    private final SMTPServer server;

    LyingMailServer(int port) {
        server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(context -> new Keeping())
                .build();
        server.start();
    }

    MimeMessage awaitMail() throws InterruptedException {
        var mail = kept.poll(60, TimeUnit.SECONDS);
        assertThat(mail).isNotNull();
        return mail;
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Keeping implements MessageHandler {

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String recipient) {}

        @Override
        public String data(InputStream data) throws IOException, RejectException {
            try {
                kept.add(new MimeMessage(Session.getInstance(new Properties()), data));
            } catch (MessagingException e) {
                throw new IOException(e);
            }
            throw new RejectException(451, "try again");
        }

        @Override
        public void done() {}
    }
}
