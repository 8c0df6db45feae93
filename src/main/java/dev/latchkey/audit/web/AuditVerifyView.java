package dev.latchkey.audit.web;

import dev.latchkey.audit.AuditLog;
import dev.latchkey.audit.Verdict;
import dev.latchkey.audit.Verification;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.Message;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;

/** The Verify button: runs while the page is open, and can be cancelled. */
@Named
@ViewScoped
public class AuditVerifyView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    AuditLog log;

    private transient @Nullable Verification verification;
    private transient @Nullable Future<Verdict> verdict;

    public void verify() {
        if (!isRunning()) {
            verification = new Verification();
            verdict = log.verifyMeanwhile(verification);
        }
    }

    public void cancel() {
        if (verification != null) {
            verification.cancel();
        }
    }

    public boolean isRunning() {
        return verdict != null && !verdict.isDone();
    }

    public boolean isGood() throws InterruptedException, ExecutionException {
        return verdict != null
                && verdict.isDone()
                && refusal(verdict).isEmpty()
                && verdict.get().isGood();
    }

    /** The result; empty while there is none. */
    public String getWords() throws InterruptedException, ExecutionException {
        if (verdict == null || !verdict.isDone()) {
            return "";
        }
        var refusal = refusal(verdict);
        if (refusal.isPresent()) {
            return refusal.get().in(Faces.getLocale());
        }
        var found = verdict.get();
        var words = found.fault()
                .map(fault -> Message.of("audit.verify.bad", fault.words().in(Faces.getLocale())))
                .orElseGet(() ->
                        Message.of(found.complete() ? "audit.verify.good" : "audit.verify.cancelled", found.entries()));
        return words.in(Faces.getLocale());
    }

    private static Optional<ConflictException> refusal(Future<Verdict> verdict) throws InterruptedException {
        try {
            verdict.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return e.getCause() instanceof ConflictException refused ? Optional.of(refused) : Optional.empty();
        }
    }

    public long getDone() {
        return verification == null ? 0 : verification.done();
    }

    /** At least 1, as required by the progress element. */
    public long getTotal() {
        return verification == null ? 1 : Math.max(1, verification.total());
    }
}
