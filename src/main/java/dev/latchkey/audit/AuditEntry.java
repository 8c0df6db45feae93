package dev.latchkey.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * An record at its position in a chain.
 *
 * @param chain from 1
 * @param position in the chain, from 1, without gaps
 * @param previousHash hash of the previous entry of the chain, 64 zeros for the first one
 * @param hash SHA-256 of {@link #canonical()} in UTF-8, as 64 lower-case hexadecimal digits
 */
public record AuditEntry(int chain, long position, AuditRecord record, String previousHash, String hash) {

    static final String NO_HASH = "0".repeat(64);

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    static AuditEntry chained(int chain, long position, AuditRecord record, String previousHash) {
        var hash = hash(canonical(chain, position, record, previousHash));
        return new AuditEntry(chain, position, record, previousHash, hash);
    }

    /** The number of the entry: chain and position, such as 1-4711. */
    public String number() {
        return chain + "-" + position;
    }

    /** The content of the entry in the form that is hashed: canonical JSON (RFC 8785). */
    public String canonical() {
        return canonical(chain, position, record, previousHash);
    }

    boolean isAsWritten() {
        return hash.equals(hash(canonical()));
    }

    /** Formats a moment in UTC with six decimals. */
    static String format(Instant at) {
        return MOMENT.format(at.atOffset(ZoneOffset.UTC));
    }

    private static String canonical(int chain, long position, AuditRecord record, String previousHash) {
        var origin = record.origin();
        var subject = record.subject();
        return new CanonicalJson()
                .put("chain", chain)
                .put("position", position)
                .put("previousHash", previousHash)
                .put("at", format(record.at()))
                .put("actorId", origin.userId())
                .put("actorTokenId", origin.tokenId())
                .put("channel", origin.channel().name())
                .put("address", origin.address())
                .put("action", record.action())
                .put("refused", record.refused())
                .put("userId", subject.userId())
                .put("thing", subject.kind())
                .put("thingId", subject.id())
                .put("thingName", subject.name())
                .written("details", record.detailsJson())
                .toString();
    }

    private static String hash(String canonical) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
