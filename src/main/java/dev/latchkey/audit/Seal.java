package dev.latchkey.audit;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The ends of all chains at a moment, to be signed: a seal reveals a change to an earlier entry even if all later
 * entries were rewritten.
 *
 * @param at the moment
 * @param chains those with entries
 */
record Seal(Instant at, List<Chain> chains) {

    Seal {
        chains = chains.stream().filter(chain -> chain.length() > 0).toList();
    }

    /** The signed text: canonical JSON (RFC 8785). */
    String statement() {
        return new CanonicalJson()
                .put("at", AuditEntry.format(at))
                .written("chains", ends())
                .toString();
    }

    /** One line of canonical JSON with the statement, the id of the key, and the signature in Base64. */
    String line(SealKey key) {
        return new CanonicalJson()
                .put("at", AuditEntry.format(at))
                .written("chains", ends())
                .put("key", key.id())
                .put("signature", key.sign(statement()))
                .toString();
    }

    private String ends() {
        return chains.stream()
                .map(chain -> new CanonicalJson()
                        .put("chain", chain.id())
                        .put("hash", chain.hash())
                        .put("length", chain.length())
                        .toString())
                .collect(Collectors.joining(",", "[", "]"));
    }
}
