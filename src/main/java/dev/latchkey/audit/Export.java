package dev.latchkey.audit;

import dev.latchkey.audit.AuditRepository.Tip;
import dev.latchkey.platform.FileFormat;
import dev.latchkey.platform.Spreadsheet;
import dev.latchkey.shared.ForbiddenException;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries for other programs. JSON is an array with one entry a line, whose member {@code entry} is the hashed
 * canonical form, so that {@link ExportCheck} and others can verify it. A full export starts with the stored seals and
 * ends with a seal of the ends of all chains, so that truncation is detected. CSV (RFC 4180) is for spreadsheets:
 * formulas are prefixed by an apostrophe (OWASP, CSV Injection).
 */
public final class Export {

    private static final int BATCH = 1000;

    private static final String[] COLUMNS = {
        "entry",
        "at",
        "actor",
        "actorId",
        "actorToken",
        "actorTokenId",
        "channel",
        "address",
        "action",
        "refused",
        "user",
        "userId",
        "thing",
        "thingId",
        "thingName",
        "details",
        "previousHash",
        "hash"
    };

    /** Writes one entry. */
    @FunctionalInterface
    private interface Line {
        void write(ListedEntry entry, boolean first) throws IOException;
    }

    private final AuditRepository repository;
    private final AuditQuery query;
    private final FileFormat format;
    private final Function<List<Chain>, String> seal;
    private final Runnable mandate;

    /**
     * @param seal seals the ends of the chains
     * @param mandate throws when the caller is no longer valid
     */
    Export(
            AuditRepository repository,
            AuditQuery query,
            FileFormat format,
            Function<List<Chain>, String> seal,
            Runnable mandate) {
        this.repository = repository;
        this.query = query;
        this.format = format;
        this.seal = seal;
        this.mandate = mandate;
    }

    /**
     * Writes the entries chain by chain in order, with a thousand at a time in memory.
     *
     * @throws IOException if the client has disconnected
     * @throws ForbiddenException if the caller's user, role, token or session has ended
     */
    public void write(Writer out) throws IOException {
        if (format == FileFormat.CSV) {
            var spreadsheet = new Spreadsheet(out, COLUMNS);
            each(repository.tips(), (entry, first) -> spreadsheet.row(cells(entry)));
            spreadsheet.flush();
        } else {
            // before the ends of the chains: a later seal may cover entries behind them
            var lastSeal =
                    repository.lastSeal().map(AuditRepository.KeptSeal::id).orElse(0L);
            var tips = repository.tips();
            var whole = query.equals(AuditQuery.ALL);
            out.write("[");
            var any = whole && writeSeals(out, lastSeal);
            each(tips, (entry, first) -> out.write((first && !any ? "\n" : ",\n") + json(entry)));
            if (whole) {
                out.write(",\n" + seal.apply(Sealing.ends(tips)));
            }
            out.write("\n]\n");
        }
    }

    private void each(List<Tip> tips, Line line) throws IOException {
        var first = true;
        for (var tip : tips) {
            var chain = tip.chain();
            var batch = batch(chain, tip.forgotten().length());
            while (!batch.isEmpty()) {
                for (var entry : batch) {
                    line.write(entry, first);
                    first = false;
                }
                var last = batch.get(batch.size() - 1).entry().position();
                batch = batch(chain, last);
            }
        }
    }

    private List<ListedEntry> batch(Chain chain, long behind) {
        mandate.run();
        return repository.export(query, chain, behind, BATCH);
    }

    private boolean writeSeals(Writer out, long upTo) throws IOException {
        var last = 0L;
        for (var batch = repository.seals(0, upTo, BATCH);
                !batch.isEmpty();
                batch = repository.seals(last, upTo, BATCH)) {
            for (var kept : batch) {
                out.write((last == 0 ? "\n" : ",\n") + kept.line());
                last = kept.id();
            }
        }
        return last > 0;
    }

    private static String json(ListedEntry listed) {
        var names = new TreeMap<String, String>();
        if (listed.actor() != null) {
            names.put("actor", listed.actor());
        }
        if (listed.token() != null) {
            names.put("token", listed.token());
        }
        if (listed.user() != null) {
            names.put("user", listed.user());
        }
        return "{\"entry\":" + listed.entry().canonical() + ",\"hash\":\""
                + listed.entry().hash() + "\",\"names\":" + CanonicalJson.of(names) + "}";
    }

    private static @Nullable Object[] cells(ListedEntry listed) {
        var entry = listed.entry();
        var record = entry.record();
        var origin = record.origin();
        var subject = record.subject();
        return new @Nullable Object[] {
            entry.number(),
            record.at(),
            listed.actor(),
            origin.userId(),
            listed.token(),
            origin.tokenId(),
            origin.channel(),
            origin.address(),
            record.action(),
            record.refused(),
            listed.user(),
            subject.userId(),
            subject.kind(),
            subject.id(),
            subject.name(),
            words(record.details()),
            entry.previousHash(),
            entry.hash()
        };
    }

    private static String words(Map<String, String> details) {
        return details.entrySet().stream()
                .map(detail -> detail.getKey() + "=" + detail.getValue())
                .collect(Collectors.joining("; "));
    }
}
