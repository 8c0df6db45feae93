package dev.latchkey.audit;

import java.util.List;
import java.util.Optional;

/**
 * One look at every entry that the log has when it begins; what is appended meanwhile is left to the next one. Reads a
 * thousand entries at a time, so that it holds neither memory nor a transaction. May be watched and cancelled from
 * another thread.
 */
public final class Verification {

    private static final int BATCH = 1000;

    private volatile long total;
    private volatile long done;
    private volatile boolean cancelled;

    /** How many entries there are to be looked at; 0 until it has begun. */
    public long total() {
        return total;
    }

    /** How many of them it has looked at. */
    public long done() {
        return done;
    }

    /** Ends it at the next thousand entries. */
    public void cancel() {
        cancelled = true;
    }

    Verdict run(AuditRepository repository) {
        var tips = repository.tips();
        total = tips.stream().mapToLong(tip -> tip.chain().length()).sum();
        var fault = missingOrForeign(tips);
        for (var tip : tips) {
            if (fault.isEmpty() && !cancelled) {
                fault = check(tip, repository);
            }
        }
        return new Verdict(done, !cancelled || fault.isPresent(), fault.orElse(null));
    }

    private static Optional<Fault> missingOrForeign(List<AuditRepository.Tip> tips) {
        for (var tip : tips) {
            if (tip.chain().id() < 1 || tip.chain().id() > Chain.COUNT) {
                return Optional.of(new Fault(Fault.Kind.INSERTED, tip.chain().id(), 1));
            }
        }
        for (int i = 0; i < Chain.COUNT; i++) {
            if (i >= tips.size() || tips.get(i).chain().id() != i + 1) {
                return Optional.of(new Fault(Fault.Kind.REMOVED, i + 1, 1));
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> check(AuditRepository.Tip tip, AuditRepository repository) {
        var chain = tip.chain();
        var check = new ChainCheck(chain.id());
        var batch = repository.entries(chain.id(), 0, chain.length(), BATCH);
        while (!batch.isEmpty()) {
            for (var entry : batch) {
                var fault = check.next(entry);
                if (fault.isPresent()) {
                    return fault;
                }
                done++;
            }
            if (cancelled) {
                return Optional.empty();
            }
            batch = repository.entries(chain.id(), check.length(), chain.length(), BATCH);
        }
        return check.end(chain, tip.overlong());
    }
}
