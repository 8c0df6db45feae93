package dev.latchkey.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.latchkey.platform.Settings;
import dev.latchkey.platform.persistence.TestDatabase;
import jakarta.mail.Session;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database goes away after a mail is sent and before the server records that. */
class NoticeSenderTest {

    private static final Instant NOW = Instant.parse("2026-12-31T23:59:59Z");

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final NoticeSender sender = new NoticeSender();
    private final List<Notice> due = new ArrayList<>();
    private EntityManager entityManager;
    private int failures;
    private int takenDown;

    /** Holds one notice, and fails to record it as sent this many times ({@link #failures}). */
    private final class FailingOutbox extends Outbox {

        @Override
        public Optional<Gathered> take() {
            var taken = new Gathered(List.copyOf(due), null);
            due.clear();
            return taken.notices().isEmpty() ? Optional.empty() : Optional.of(taken);
        }

        @Override
        public void sent(List<Notice> taken) {
            if (failures-- > 0) {
                throw new IllegalStateException("the database is away");
            }
            takenDown++;
        }
    }

    @BeforeEach
    void begin() {
        mail.start();
        entityManager = TestDatabase.H2.begin();
        entityManager
                .createNativeQuery("insert into users (id, version, login, name, email, search_text, active,"
                        + " must_change_password, created_at)"
                        + " values (1, 1, 'ann', 'Ann', 'ann@example.org', 'x', true, false, current_timestamp)")
                .executeUpdate();
        var repository = new NoticeRepository();
        repository.entityManager = entityManager;
        repository.add(new Notice(
                NoticeKind.TOKEN_GENERATED, repository.user(1), null, new TokenFacts(101, "token 101"), null, NOW));
        entityManager.flush();
        due.addAll(repository.lockDue(NOW));
        due.forEach(notice -> notice.dispatch().take(NOW));
        var properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(mail.getSmtp().getPort()));
        properties.put("mail.from", "latchkey@example.org");
        sender.mail = new MailServer() {
            @Override
            Optional<MailConnection> connection() {
                return Optional.of(new MailConnection(Session.getInstance(properties), sender.clock));
            }
        };
        sender.settings = new Settings() {
            @Override
            public Optional<String> baseUrl() {
                return Optional.empty();
            }
        };
        sender.outbox = new FailingOutbox();
        sender.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @AfterEach
    void end() {
        mail.stop();
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    @Test
    void takesDownThatAMailWasSentWhenTheDatabaseIsBack() {
        failures = 2;

        assertThatIllegalStateException().isThrownBy(sender::sendDue);
        assertThatIllegalStateException().isThrownBy(sender::sendDue);
        sender.sendDue();
        sender.sendDue();

        assertThat(takenDown).isEqualTo(1);
        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void sendsNothingElseBeforeThatIsTakenDown() {
        var next = List.copyOf(due);
        failures = 2;

        assertThatIllegalStateException().isThrownBy(sender::sendDue);
        due.addAll(next);
        assertThatIllegalStateException().isThrownBy(sender::sendDue);
        assertThat(mail.getReceivedMessages()).hasSize(1);

        sender.sendDue();
        assertThat(mail.getReceivedMessages()).hasSize(2);
        assertThat(takenDown).isEqualTo(2);
    }

    @Test
    void leavesItToAnotherServerWhenTheLeaseIsOver() {
        failures = Integer.MAX_VALUE;

        assertThatIllegalStateException().isThrownBy(sender::sendDue);
        sender.clock = Clock.fixed(NOW.plus(Dispatch.LEASE), ZoneOffset.UTC);
        sender.sendDue();

        assertThat(takenDown).isZero();
        assertThat(mail.getReceivedMessages()).hasSize(1);
    }
}
