package dev.latchkey.audit;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where every chain ends at a moment, to be signed: with it whoever changes an entry of before, and writes all later ones anew,
 * is found.
 *
 * @param at the moment
 * @param chains those that have entries
 */
record Seal(Instant at, List<Chain> chains) {

    Seal {
        chains = chains.stream().filter(chain -> chain.length() > 0).toList();
    }

    /** What is signed: canonical JSON (RFC 8785). */
    String statement() {
        return new CanonicalJson()
                .put("at", AuditEntry.format(at))
                .written("chains", ends())
                .toString();
    }

    /** One line of canonical JSON, which says what is signed, with which key, and the signature in Base64. */
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
