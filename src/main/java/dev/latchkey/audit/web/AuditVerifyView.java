package dev.latchkey.audit.web;

import dev.latchkey.audit.AuditLog;
import dev.latchkey.audit.Verification;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.shared.Message;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;

/** The Verify button: the open page asks for one part after the other, from any server, until it is over or cancelled. */
@Named
@PageScoped
public class AuditVerifyView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final Duration PART = Duration.ofSeconds(2);

    @Inject
    transient AuditLog log;

    private @Nullable Verification verification;
    private boolean running;

    public void verify() {
        if (!running) {
            verification = new Verification();
            running = true;
            goOn();
        }
    }

    public void goOn() {
        if (running && verification != null) {
            log.verify(verification, PART);
            running = !verification.isOver();
        }
    }

    public void cancel() {
        running = false;
    }

    public boolean isRunning() {
        return running;
    }

    public boolean isGood() {
        return !running && verification != null && verification.verdict().isGood();
    }

    /** The result; empty while there is none. */
    public String getWords() {
        if (running || verification == null) {
            return "";
        }
        var verdict = verification.verdict();
        var words = verdict.fault()
                .map(fault -> Message.of("audit.verify.bad", fault.words().in(Faces.getLocale())))
                .orElseGet(() -> Message.of(
                        verdict.complete() ? "audit.verify.good" : "audit.verify.cancelled", verdict.entries()));
        return words.in(Faces.getLocale());
    }

    public long getDone() {
        return verification == null ? 0 : verification.done();
    }

    /** At least 1, as required by the progress element. */
    public long getTotal() {
        return verification == null ? 1 : Math.max(1, verification.total());
    }
}
