package dev.latchkey.audit;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries for other programs. JSON is an array with one entry a line, whose member {@code entry} is the canonical form
 * that the hash was taken over, so that {@link ExportCheck} and anybody else can check it. CSV (RFC 4180) is for spreadsheets:
 * what a spreadsheet would take for a formula stands behind an apostrophe (OWASP, CSV Injection).
 */
public final class Export {

    private static final int BATCH = 1000;

    private static final String COLUMNS =
            "entry,at,actor,actorId,channel,address,action,refused,user,userId,thing,thingId,"
                    + "thingName,details,previousHash,hash\r\n";

    private final AuditRepository repository;
    private final AuditQuery query;
    private final Format format;

    /** What the file is to be. */
    public enum Format {
        CSV,
        JSON
    }

    Export(AuditRepository repository, AuditQuery query, Format format) {
        this.repository = repository;
        this.query = query;
        this.format = format;
    }

    /**
     * Writes the entries chain by chain, each in its order, with a thousand at a time in memory.
     *
     * @throws IOException when the reader has gone away
     */
    public void write(Writer out) throws IOException {
        out.write(format == Format.CSV ? COLUMNS : "[");
        var separator = "\n";
        for (int chain = 1; chain <= Chain.COUNT; chain++) {
            var batch = repository.export(query, chain, 0, BATCH);
            while (!batch.isEmpty()) {
                for (var entry : batch) {
                    out.write(format == Format.CSV ? csv(entry) : separator + json(entry));
                    separator = ",\n";
                }
                var last = batch.get(batch.size() - 1).entry().position();
                batch = repository.export(query, chain, last, BATCH);
            }
        }
        out.write(format == Format.CSV ? "" : "\n]\n");
    }

    private static String json(ListedEntry listed) {
        var names = new TreeMap<String, String>();
        if (listed.actor() != null) {
            names.put("actor", listed.actor());
        }
        if (listed.user() != null) {
            names.put("user", listed.user());
        }
        return "{\"entry\":" + listed.entry().canonical() + ",\"hash\":\""
                + listed.entry().hash() + "\",\"names\":" + CanonicalJson.of(names) + "}";
    }

    private static String csv(ListedEntry listed) {
        var entry = listed.entry();
        var occurrence = entry.occurrence();
        var origin = occurrence.origin();
        var subject = occurrence.subject();
        return Arrays.<@Nullable Object>asList(
                        entry.number(),
                        occurrence.at(),
                        listed.actor(),
                        origin.userId(),
                        origin.channel(),
                        origin.address(),
                        occurrence.action(),
                        occurrence.refused(),
                        listed.user(),
                        subject.userId(),
                        subject.kind(),
                        subject.id(),
                        subject.name(),
                        words(occurrence.details()),
                        entry.previousHash(),
                        entry.hash())
                .stream()
                .map(Export::cell)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String words(Map<String, String> details) {
        return details.entrySet().stream()
                .map(detail -> detail.getKey() + "=" + detail.getValue())
                .collect(Collectors.joining("; "));
    }

    private static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        var formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
