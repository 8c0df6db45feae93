package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.shared.ConflictException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server verifies its audit log for one caller at a time. */
class AuditLogTest {

    private final AuditLog log = new AuditLog();

    /** What happens while the log is verified. */
    private Runnable meanwhile = () -> {};

    @BeforeEach
    void begin() {
        log.repository = new AuditRepository() {
            @Override
            List<Tip> tips() {
                meanwhile.run();
                return List.of();
            }

            @Override
            Optional<KeptSeal> lastSeal() {
                return Optional.empty();
            }
        };
        log.sealing = new Sealing() {
            @Override
            SealKey key() {
                return SealKey.random();
            }
        };
    }

    @Test
    void aSecondVerificationIsRefused() {
        meanwhile = () -> assertThatThrownBy(this::verify)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("audit.verify.other");

        assertThat(verify().firstFault()).isEqualTo(new Fault(Fault.Kind.REMOVED, 1, 1));
    }

    @Test
    void aVerificationThatFailsHoldsUpNoOther() {
        meanwhile = () -> {
            throw new IllegalStateException("The database is down");
        };
        assertThatThrownBy(this::verify).hasMessage("The database is down");

        meanwhile = () -> {};
        assertThat(verify().firstFault()).isEqualTo(new Fault(Fault.Kind.REMOVED, 1, 1));
    }

    private Verdict verify() {
        return log.verify(new Verification());
    }
}
