package dev.latchkey.audit;

import dev.latchkey.audit.AuditEvent.AuditEntriesForgotten;
import dev.latchkey.audit.ExportCheck.Mark;
import dev.latchkey.audit.ExportCheck.Sealed;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies all entries that exist at its start. Reads a thousand entries at a time, so that it holds neither memory nor
 * a transaction. A page verifies step by step: between two steps, the verification is kept with the page.
 */
public final class Verification implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int BATCH = 1000;

    /** The position of an entry. */
    private record Place(int chain, long position) {}

    /** Those that tell of the deletions before the start. */
    private final HashSet<Chain> checkpoints = new HashSet<>();

    /** The id of the last seal that covers no entry after the start. */
    private long lastSeal;

    /** The ends of the chains at the start; empty before it. */
    private ArrayList<AuditRepository.Tip> tips = new ArrayList<>();

    /** The number of chains that are verified. */
    private int chains;

    /** Of the chain after these; null before its first entry. */
    private @Nullable ChainCheck check;

    private boolean begun;
    private long total;
    private long done;
    private @Nullable Fault fault;

    /** Read anew after a rest, since a long life has many seals. */
    private transient @Nullable Map<Place, Set<String>> sealed;

    /** The number of entries; 0 before the start. */
    public long total() {
        return total;
    }

    /** The number of verified entries. */
    public long done() {
        return done;
    }

    /** Whether nothing is left to verify. */
    public boolean isOver() {
        return begun && (fault != null || chains == tips.size());
    }

    /** The result up to now. */
    public Verdict verdict() {
        return new Verdict(done, isOver(), fault);
    }

    /** @param key of this server for seals */
    Verdict run(AuditRepository repository, SealKey key) {
        while (!isOver()) {
            step(repository, key);
        }
        return verdict();
    }

    /**
     * Verifies the next thousand entries at most.
     *
     * @param key of this server for seals
     */
    void step(AuditRepository repository, SealKey key) {
        if (!begun) {
            begin(repository);
        }
        if (fault == null && sealed == null) {
            fault = readSeals(repository, key).orElse(null);
        }
        if (!isOver()) {
            fault = check(tips.get(chains), repository).orElse(null);
        }
        if (fault == null && isOver()) {
            fault = cut().orElse(null);
        }
        if (fault != null && hasForgottenMore(repository)) {
            // the entries at fault may be those that the retention has deleted meanwhile
            begin(repository);
        }
    }

    private void begin(AuditRepository repository) {
        begun = true;
        checkpoints.clear();
        // before the ends of the chains: a later seal may cover entries behind them
        lastSeal = repository.lastSeal().map(AuditRepository.KeptSeal::id).orElse(0L);
        sealed = null;
        tips = new ArrayList<>(repository.tips());
        total = tips.stream()
                .mapToLong(tip -> tip.chain().length() - tip.forgotten().length())
                .sum();
        chains = 0;
        check = null;
        done = 0;
        fault = missingOrForeign(tips).orElse(null);
    }

    private boolean hasForgottenMore(AuditRepository repository) {
        return !forgotten(repository.tips()).equals(forgotten(tips));
    }

    private static List<Chain> forgotten(List<AuditRepository.Tip> tips) {
        return tips.stream().map(AuditRepository.Tip::forgotten).toList();
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
        var read = new HashMap<Place, Set<String>>();
        var batch = repository.seals(0, lastSeal, BATCH);
        while (!batch.isEmpty()) {
            for (var kept : batch) {
                var seal = Sealed.find(kept.line()).filter(found -> found.key().equals(key.id()));
                if (seal.isPresent()) {
                    if (!seal.get().isSignedBy(key.checker())) {
                        var end = seal.get().ends().stream().findFirst().orElse(Mark.beginning(1));
                        return Optional.of(new Fault(Fault.Kind.FORGED, end.chain(), end.position()));
                    }
                    seal.get().ends().forEach(end -> read.computeIfAbsent(
                                    new Place(end.chain(), end.position()), place -> new HashSet<>())
                            .add(end.hash()));
                }
            }
            batch = repository.seals(batch.get(batch.size() - 1).id(), lastSeal, BATCH);
        }
        sealed = read;
        return Optional.empty();
    }

    /** Finds entries that are missing although sealed, or without a checkpoint for their deletion. */
    private Optional<Fault> cut() {
        for (var tip : tips) {
            var forgotten = tip.forgotten();
            if (forgotten.length() > 0 && !checkpoints.contains(forgotten)) {
                return Optional.of(new Fault(Fault.Kind.REMOVED, forgotten.id(), forgotten.length()));
            }
            var chain = tip.chain();
            if (sealed().keySet().stream()
                    .anyMatch(place -> place.chain() == chain.id() && place.position() > chain.length())) {
                return Optional.of(new Fault(Fault.Kind.REMOVED, chain.id(), chain.length() + 1));
            }
        }
        return Optional.empty();
    }

    private Map<Place, Set<String>> sealed() {
        return Objects.requireNonNull(sealed);
    }

    private Optional<Fault> next(AuditEntry entry, ChainCheck before) {
        var found = before.next(entry);
        if (found.isPresent()) {
            return found;
        }
        if (entry.record().action().equals(AuditEntriesForgotten.ACTION)) {
            AuditEntriesForgotten.read(entry.record().details())
                    .filter(forgotten(tips)::contains)
                    .ifPresent(checkpoints::add);
        }
        var hashes = sealed().getOrDefault(new Place(entry.chain(), entry.position()), Set.of());
        return hashes.stream().allMatch(entry.hash()::equals)
                ? Optional.empty()
                : Optional.of(new Fault(Fault.Kind.REWRITTEN, entry.chain(), entry.position()));
    }

    private Optional<Fault> check(AuditRepository.Tip tip, AuditRepository repository) {
        var chain = tip.chain();
        var current = check == null ? new ChainCheck(tip.forgotten()) : check;
        check = current;
        var batch = repository.entries(chain.id(), current.length(), chain.length(), BATCH);
        for (var entry : batch) {
            var found = next(entry, current);
            if (found.isPresent()) {
                return found;
            }
            done++;
        }
        if (!batch.isEmpty()) {
            return Optional.empty();
        }
        check = null;
        chains++;
        return current.end(chain, tip.overlong());
    }
}
