package dev.latchkey.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Verifies an audit log exported as JSON, without the server, its database, or any other class of Latchkey:
 *
 * <pre>{@code java -cp latchkey-microbundle.jar dev.latchkey.audit.ExportCheck FILE [--key PEM] [--seals FILE] [--filtered]}</pre>
 *
 * <p>This file alone works, too: {@code java ExportCheck.java FILE}. An export has one entry a line, in the form that was
 * hashed. Before the entries come the stored seals, which are the ends of the chains signed by the server, and after them
 * the seal of the export itself. An attacker who changes an entry can recompute hashes, but not seals:
 *
 * <ul>
 *   <li>with {@code --key}, the server's public key (or several in one file), a rewritten export is detected;
 *   <li>with {@code --seals}, a file of seals stored elsewhere, such as a syslog, it is detected even if the attacker has the
 *       key.
 * </ul>
 *
 * <p>With {@code --filtered}, entries may be missing, as in an export of a part of the log. Exits with 0 if nothing is wrong,
 * with 1 at the first fault, which it names, and with 2 if a file cannot be read. In any case, it lists what it could not
 * verify.
 */
public final class ExportCheck {

    private static final int CHAINS = 32;
    private static final String TEXT = "\"(?:[^\"\\\\]++|\\\\.)*+\"";
    private static final String SEAL_BEGINS = "{\"at\":";
    private static final String FORGOTTEN = "{\"action\":\"AUDIT_ENTRIES_FORGOTTEN\",";

    // JSON strings contain no bare quotation marks, so text cannot imitate these members. The possessive groups fix the
    // entry once found; only the names may follow.
    private static final Pattern LINE = Pattern.compile(
            "\\{(?>\"entry\":(\\{.*?\\}),\"hash\":\"([0-9a-f]{64})\")(?:,\"names\":\\{(?:" + TEXT + ":" + TEXT
                    + ",?)*+\\})?\\},?",
            Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile(
            "\"chain\":(\\d{1,4}),\"channel\":.*\"position\":(\\d{1,18}),\"previousHash\":\"([0-9a-f]{64})\",\"refused\":",
            Pattern.DOTALL);
    private static final Pattern CHECKPOINT = Pattern.compile(
            "\"details\":\\{\"chain\":\"(\\d{1,4})\",\"hash\":\"([0-9a-f]{64})\",\"until\":\"(\\d{1,18})\"\\}");
    private static final Pattern SEAL = Pattern.compile("(\\{\"at\":\"([0-9TZ:.-]+)\",\"chains\":\\[([^\\]]*)\\])"
            + ",\"key\":\"([0-9a-f]{16})\",\"signature\":\"([A-Za-z0-9+/=]+)\"\\}");
    private static final Pattern HEAD =
            Pattern.compile("\\{\"chain\":(\\d{1,4}),\"hash\":\"([0-9a-f]{64})\",\"length\":(\\d{1,18})\\}");
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    /** An entry by position and hash, or the end of a chain. */
    public record Mark(int chain, long position, String hash) {

        private static final String NO_HASH = "0".repeat(64);

        public static Mark beginning(int chain) {
            return new Mark(chain, 0, NO_HASH);
        }

        public String entry() {
            return chain + "-" + position;
        }
    }

    /** The content of a seal and its signature. */
    public record Sealed(String statement, String at, List<Mark> ends, String key, String signature) {

        /** Empty for a line without a seal; ignores text around it. */
        public static Optional<Sealed> find(String line) {
            var found = SEAL.matcher(line);
            if (!found.find()) {
                return Optional.empty();
            }
            var ends = HEAD.matcher(found.group(3))
                    .results()
                    .map(head ->
                            new Mark(Integer.parseInt(head.group(1)), Long.parseLong(head.group(3)), head.group(2)))
                    .toList();
            return Optional.of(new Sealed(found.group(1) + "}", found.group(2), ends, found.group(4), found.group(5)));
        }

        public boolean isSignedBy(PublicKey signer) {
            try {
                var check = Signature.getInstance("Ed25519");
                check.initVerify(signer);
                check.update(statement.getBytes(StandardCharsets.UTF_8));
                return check.verify(Base64.getDecoder().decode(signature));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return false;
            }
        }
    }

    /** A hash in a seal. */
    private record Named(String hash, String at) {}

    private final boolean filtered;
    private final Map<String, PublicKey> keys;
    private final Map<Integer, TreeMap<Long, Named>> sealed = new HashMap<>();
    private final Map<Integer, Mark> begun = new HashMap<>();
    private final Map<Integer, Mark> seen = new HashMap<>();
    private final Set<Mark> checkpoints = new HashSet<>();
    private long entries;
    private long seals;
    private String lastSealed = "";

    private ExportCheck(boolean filtered, Map<String, PublicKey> keys) {
        this.filtered = filtered;
        this.keys = keys;
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    static int run(String[] arguments, PrintStream out) {
        var files = new ArrayList<String>();
        var options = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--filtered" -> options.put(arguments[i], "");
                case "--key", "--seals" -> options.put(arguments[i], ++i < arguments.length ? arguments[i] : "");
                default -> files.add(arguments[i]);
            }
        }
        if (files.size() != 1) {
            out.println("Usage: ExportCheck FILE [--key PEM] [--seals FILE] [--filtered]");
            return 2;
        }
        try (var lines = Files.newBufferedReader(Path.of(files.get(0)))) {
            var key = options.get("--key");
            var check = new ExportCheck(options.containsKey("--filtered"), key == null ? Map.of() : keys(Path.of(key)));
            var kept = options.get("--seals");
            var fault = kept == null ? "" : check.kept(Path.of(kept));
            if (fault.isEmpty()) {
                fault = check.fault(lines);
            }
            out.println(fault.isEmpty() ? check.found() : fault);
            check.notChecked(kept != null).forEach(part -> out.println("Not checked: " + part));
            return fault.isEmpty() ? 0 : 1;
        } catch (IOException e) {
            out.println("Cannot read " + e.getMessage());
            return 2;
        }
    }

    private String found() {
        return entries + " entries, all unchanged" + (filtered ? "" : ", and none is missing")
                + (keys.isEmpty() || seals == 0
                        ? ""
                        : "; they match the " + seals + " seals, the last of " + lastSealed);
    }

    private List<String> notChecked(boolean kept) {
        var parts = new ArrayList<String>();
        parts.add("the names of users and tokens, which are not part of an entry");
        if (filtered) {
            parts.add("whether entries are missing (--filtered)");
        }
        if (keys.isEmpty()) {
            parts.add("whether the whole log was rewritten; give the server's public key (--key)");
        } else if (seals == 0) {
            parts.add("whether the whole log was rewritten; there are no seals (--seals)");
        } else if (!kept) {
            parts.add(
                    "whether the holder of the server's key rewrote it; give seals that were stored elsewhere (--seals)");
        }
        begun.values().stream()
                .filter(checkpoints::contains)
                .map(mark -> "entries up to " + mark.entry() + ", which the server has deleted by its retention")
                .forEach(parts::add);
        return parts;
    }

    /** The public keys of a PEM file, by the first 16 digits of the SHA-256 of each (SubjectPublicKeyInfo, RFC 8410). */
    private static Map<String, PublicKey> keys(Path file) throws IOException {
        var keys = new HashMap<String, PublicKey>();
        var blocks = KEY.matcher(Files.readString(file));
        while (blocks.find()) {
            var bytes = Base64.getMimeDecoder().decode(blocks.group(1));
            try {
                keys.put(
                        sha256(bytes).substring(0, 16),
                        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(bytes)));
            } catch (GeneralSecurityException e) {
                throw new IOException(file + ": not an Ed25519 public key", e);
            }
        }
        if (keys.isEmpty()) {
            throw new IOException(file + ": not a public key in PEM");
        }
        return keys;
    }

    /** Reads the seals from a file with any other lines; returns their fault, if any. */
    private String kept(Path file) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var found = Sealed.find(line);
                var fault = found.isPresent() ? seal(found.get()) : "";
                if (!fault.isEmpty()) {
                    return fault;
                }
            }
        }
        return "";
    }

    /** The first fault; empty if none. */
    private String fault(BufferedReader lines) throws IOException {
        if (!"[".equals(lines.readLine())) {
            return "This is not a JSON export of the audit log";
        }
        Optional<Sealed> end = Optional.empty();
        var line = lines.readLine();
        while (line != null && !line.equals("]")) {
            end = line.startsWith(SEAL_BEGINS) ? Sealed.find(line) : Optional.empty();
            var fault = end.isPresent() ? seal(end.get()) : entry(line);
            if (!fault.isEmpty()) {
                return fault;
            }
            line = lines.readLine();
        }
        if (line == null) {
            return "The end is missing, after " + entries + " intact entries";
        }
        if (lines.readLine() != null) {
            return "The file continues after the end";
        }
        if (filtered) {
            return "";
        }
        if (end.isEmpty()) {
            return "The seal at the end is missing, after " + entries + " intact entries";
        }
        var fault = cut(end.get());
        return fault.isEmpty() ? missing(end.get()) : fault;
    }

    private String seal(Sealed found) {
        if (!keys.isEmpty()) {
            var key = keys.get(found.key());
            if (key == null) {
                return "The seal of " + found.at() + " is signed with the key " + found.key() + ", which was not given";
            }
            if (!found.isSignedBy(key)) {
                return "The seal of " + found.at() + " is not signed with the key " + found.key();
            }
        }
        for (var end : found.ends()) {
            var named = sealed.computeIfAbsent(end.chain(), chain -> new TreeMap<>())
                    .putIfAbsent(end.position(), new Named(end.hash(), found.at()));
            if (named != null && !named.hash().equals(end.hash())) {
                return "The seals of " + named.at() + " and " + found.at() + " name different entries " + end.entry();
            }
        }
        seals++;
        lastSealed = lastSealed.compareTo(found.at()) < 0 ? found.at() : lastSealed;
        return "";
    }

    private String entry(String line) {
        var parts = LINE.matcher(line);
        var place = PLACE.matcher(parts.matches() ? parts.group(1) : "");
        if (!place.find()) {
            return "This line is not an entry: " + line;
        }
        var text = parts.group(1);
        var mark = new Mark(Integer.parseInt(place.group(1)), Long.parseLong(place.group(2)), parts.group(2));
        if (!mark.hash().equals(sha256(text.getBytes(StandardCharsets.UTF_8)))) {
            return "Entry " + mark.entry() + " was changed";
        }
        entries++;
        if (text.startsWith(FORGOTTEN)) {
            remember(text);
        }
        var before = seen.get(mark.chain());
        if (before == null) {
            // earlier entries may have been deleted: decided at the end
            before = mark.position() == 1
                    ? Mark.beginning(mark.chain())
                    : new Mark(mark.chain(), mark.position() - 1, place.group(3));
            begun.put(mark.chain(), before);
        }
        seen.put(mark.chain(), mark);
        if (mark.position() <= before.position()) {
            return "Entry " + mark.entry() + " is out of place";
        }
        if (mark.position() > before.position() + 1 && !filtered) {
            return "Entry " + mark.chain() + "-" + (before.position() + 1) + " is missing";
        }
        if (mark.position() == before.position() + 1 && !place.group(3).equals(before.hash())) {
            return "Entry " + mark.entry() + " does not link to the one before it";
        }
        var named = sealed.getOrDefault(mark.chain(), new TreeMap<>()).get(mark.position());
        return named == null || named.hash().equals(mark.hash())
                ? ""
                : "Entry " + mark.entry() + " is not the one that was sealed on " + named.at();
    }

    private void remember(String checkpoint) {
        var found = CHECKPOINT.matcher(checkpoint);
        if (found.find()) {
            checkpoints.add(new Mark(Integer.parseInt(found.group(1)), Long.parseLong(found.group(3)), found.group(2)));
        }
    }

    /** Compares the verified part of each chain with its recorded end, and its start with what was deleted. */
    private String cut(Sealed end) {
        var ends = end.ends().stream().collect(Collectors.toMap(Mark::chain, mark -> mark, (one, other) -> one));
        for (int chain = 1; chain <= CHAINS; chain++) {
            var expected = ends.getOrDefault(chain, Mark.beginning(chain));
            var last = seen.get(chain);
            if (last == null && checkpoints.contains(expected)) {
                begun.put(chain, expected);
                last = expected;
            }
            if (last == null) {
                last = Mark.beginning(chain);
            }
            var first = begun.getOrDefault(chain, Mark.beginning(chain));
            if (!first.equals(Mark.beginning(chain)) && !checkpoints.contains(first)) {
                return "Entry " + chain + "-1 is missing";
            }
            if (!last.equals(expected)) {
                return "Chain " + chain + " does not end with entry " + last.entry();
            }
        }
        return seen.keySet().stream().allMatch(chain -> chain >= 1 && chain <= CHAINS)
                ? ""
                : "There is a chain that the log does not have";
    }

    /** An older seal names no entry after the end of the chain. */
    private String missing(Sealed end) {
        for (var chain : sealed.entrySet()) {
            var last = seen.containsKey(chain.getKey())
                    ? seen.get(chain.getKey())
                    : begun.getOrDefault(chain.getKey(), Mark.beginning(chain.getKey()));
            for (var named : chain.getValue().tailMap(last.position(), false).entrySet()) {
                if (named.getValue().at().compareTo(end.at()) <= 0) {
                    return "Entry " + chain.getKey() + "-" + named.getKey() + ", which was sealed on "
                            + named.getValue().at() + ", is missing";
                }
            }
        }
        return "";
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
