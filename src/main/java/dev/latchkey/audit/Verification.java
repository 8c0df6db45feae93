package dev.latchkey.audit;

import dev.latchkey.audit.AuditEvent.AuditEntriesForgotten;
import dev.latchkey.audit.ExportCheck.Mark;
import dev.latchkey.audit.ExportCheck.Sealed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies all entries that exist at its start. Reads a thousand entries at a time, so that it holds neither memory nor
 * a transaction. Another thread may watch and cancel it.
 */
public final class Verification {

    private static final int BATCH = 1000;

    /** The position of an entry. */
    private record Place(int chain, long position) {}

    private final Map<Place, Set<String>> sealed = new HashMap<>();
    private final Set<Chain> checkpoints = new HashSet<>();
    private volatile long total;
    private volatile long done;
    private volatile boolean cancelled;

    /** The number of entries; 0 before the start. */
    public long total() {
        return total;
    }

    /** The number of verified entries. */
    public long done() {
        return done;
    }

    /** Stops after the current thousand entries. */
    public void cancel() {
        cancelled = true;
    }

    /** @param key of this server for seals */
    Verdict run(AuditRepository repository, SealKey key) {
        var tips = repository.tips();
        total = tips.stream()
                .mapToLong(tip -> tip.chain().length() - tip.forgotten().length())
                .sum();
        var fault = missingOrForeign(tips).or(() -> readSeals(repository, key));
        for (var tip : tips) {
            if (fault.isEmpty() && !cancelled) {
                fault = check(tip, repository);
            }
        }
        if (fault.isEmpty() && !cancelled) {
            fault = cut(tips);
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

    /** Seals by keys of other servers are checked there. */
    private Optional<Fault> readSeals(AuditRepository repository, SealKey key) {
        var batch = repository.seals(0, BATCH);
        while (!batch.isEmpty()) {
            for (var kept : batch) {
                var seal = Sealed.find(kept.line()).filter(found -> found.key().equals(key.id()));
                if (seal.isPresent()) {
                    if (!seal.get().isSignedBy(key.checker())) {
                        var end = seal.get().ends().stream().findFirst().orElse(Mark.beginning(1));
                        return Optional.of(new Fault(Fault.Kind.FORGED, end.chain(), end.position()));
                    }
                    seal.get().ends().forEach(end -> sealed.computeIfAbsent(
                                    new Place(end.chain(), end.position()), place -> new HashSet<>())
                            .add(end.hash()));
                }
            }
            batch = repository.seals(batch.get(batch.size() - 1).id(), BATCH);
        }
        return Optional.empty();
    }

    /** Finds entries that are missing although sealed, or without a checkpoint for their deletion. */
    private Optional<Fault> cut(List<AuditRepository.Tip> tips) {
        for (var tip : tips) {
            var forgotten = tip.forgotten();
            if (forgotten.length() > 0 && !checkpoints.contains(forgotten)) {
                return Optional.of(new Fault(Fault.Kind.REMOVED, forgotten.id(), forgotten.length()));
            }
            var chain = tip.chain();
            if (sealed.keySet().stream()
                    .anyMatch(place -> place.chain() == chain.id() && place.position() > chain.length())) {
                return Optional.of(new Fault(Fault.Kind.REMOVED, chain.id(), chain.length() + 1));
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> next(AuditEntry entry, ChainCheck check) {
        var fault = check.next(entry);
        if (fault.isPresent()) {
            return fault;
        }
        if (entry.record().action().equals(AuditEntriesForgotten.ACTION)) {
            AuditEntriesForgotten.read(entry.record().details()).ifPresent(checkpoints::add);
        }
        var hashes = sealed.getOrDefault(new Place(entry.chain(), entry.position()), Set.of());
        return hashes.stream().allMatch(entry.hash()::equals)
                ? Optional.empty()
                : Optional.of(new Fault(Fault.Kind.REWRITTEN, entry.chain(), entry.position()));
    }

    private Optional<Fault> check(AuditRepository.Tip tip, AuditRepository repository) {
        var chain = tip.chain();
        var check = new ChainCheck(tip.forgotten());
        var batch = repository.entries(chain.id(), check.length(), chain.length(), BATCH);
        while (!batch.isEmpty()) {
            for (var entry : batch) {
                var fault = next(entry, check);
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
