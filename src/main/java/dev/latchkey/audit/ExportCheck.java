package dev.latchkey.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Checks an audit log exported as JSON, without the server, its database, or anything else of Latchkey:
 *
 * <pre>{@code java -cp latchkey-microbundle.jar dev.latchkey.audit.ExportCheck FILE [--filtered]}</pre>
 *
 * <p>This file alone does as well: {@code java ExportCheck.java FILE}. An export has one entry a line, in the very form over
 * which its hash was taken, and ends with how long every chain is. With {@code --filtered} entries may be missing, as in an
 * export of a part of the log. The names of users and tokens that stand beside an entry are no part of it, and not checked.
 * Ends with 0 when every entry is as it was written, with 1 at the first that is not, which it names, and with 2 when there is
 * no such file.
 */
public final class ExportCheck {

    private static final int CHAINS = 32;
    private static final String ENDS = "{\"chains\":[";
    private static final String TEXT = "\"(?:[^\"\\\\]++|\\\\.)*+\"";

    // Text in JSON holds no bare quotation mark, so that nobody's words can look like these members. What was once
    // found
    // to be the entry stays it, whatever comes behind: that is the names, or nothing.
    private static final Pattern LINE = Pattern.compile(
            "\\{(?>\"entry\":(\\{.*?\\}),\"hash\":\"([0-9a-f]{64})\")(?:,\"names\":\\{(?:" + TEXT + ":" + TEXT
                    + ",?)*+\\})?\\},?",
            Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile(
            "\"chain\":(\\d{1,4}),\"channel\":.*\"position\":(\\d{1,18}),\"previousHash\":\"([0-9a-f]{64})\",\"refused\":",
            Pattern.DOTALL);

    /** How far a chain was followed. */
    private record Seen(long position, String hash) {
        static final Seen NOTHING = new Seen(0, "0".repeat(64));
    }

    private final boolean filtered;
    private final Map<Integer, Seen> chains = new HashMap<>();
    private long entries;

    private ExportCheck(boolean filtered) {
        this.filtered = filtered;
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    static int run(String[] arguments, PrintStream out) {
        var filtered = arguments.length == 2 && arguments[1].equals("--filtered");
        if (arguments.length != 1 && !filtered) {
            out.println("Usage: ExportCheck FILE [--filtered]");
            return 2;
        }
        try (var lines = Files.newBufferedReader(Path.of(arguments[0]))) {
            var check = new ExportCheck(filtered);
            var fault = check.fault(lines);
            out.println(
                    fault.isEmpty()
                            ? check.entries + " entries, each as it was written; names are not checked"
                            : fault);
            return fault.isEmpty() ? 0 : 1;
        } catch (IOException e) {
            out.println("Cannot read " + e.getMessage());
            return 2;
        }
    }

    /** The first thing that is wrong; empty when nothing is. */
    private String fault(BufferedReader lines) throws IOException {
        if (!"[".equals(lines.readLine())) {
            return "This is no export of the audit log as JSON";
        }
        var line = lines.readLine();
        while (line != null && !line.equals("]") && !line.startsWith(ENDS)) {
            var fault = fault(line);
            if (!fault.isEmpty()) {
                return fault;
            }
            entries++;
            line = lines.readLine();
        }
        if (!filtered && line != null) {
            var fault = cut(line);
            if (!fault.isEmpty()) {
                return fault;
            }
        }
        if (line != null && line.startsWith(ENDS)) {
            line = lines.readLine();
        }
        if (!"]".equals(line)) {
            return "The end is missing, behind " + entries + " good entries";
        }
        return lines.readLine() == null ? "" : "There is something behind the end";
    }

    /** Compares how far each chain was followed with where the log says that it ends. */
    private String cut(String line) {
        if (!line.startsWith(ENDS)) {
            return "Where the chains end is missing, behind " + entries + " good entries";
        }
        for (int chain = 1; chain <= CHAINS; chain++) {
            if (!line.contains(end(chain))) {
                return "Chain " + chain + " does not end with entry " + chain + "-"
                        + seen(chain).position();
            }
        }
        var ends = IntStream.rangeClosed(1, CHAINS).mapToObj(this::end).collect(Collectors.joining(",", ENDS, "]}"));
        return line.equals(ends) && chains.keySet().stream().allMatch(chain -> chain >= 1 && chain <= CHAINS)
                ? ""
                : "There is a chain that the log does not have";
    }

    private String end(int chain) {
        var seen = seen(chain);
        return "{\"chain\":" + chain + ",\"hash\":\"" + seen.hash() + "\",\"length\":" + seen.position() + "}";
    }

    private Seen seen(int chain) {
        return chains.getOrDefault(chain, Seen.NOTHING);
    }

    private String fault(String line) {
        var parts = LINE.matcher(line);
        var place = PLACE.matcher(parts.matches() ? parts.group(1) : "");
        if (!place.find()) {
            return "This line is no entry: " + line;
        }
        var hash = parts.group(2);
        var chain = Integer.parseInt(place.group(1));
        var position = Long.parseLong(place.group(2));
        if (!hash.equals(sha256(parts.group(1)))) {
            return "Entry " + chain + "-" + position + " was changed";
        }
        var before = seen(chain);
        chains.put(chain, new Seen(position, hash));
        if (position == before.position() + 1) {
            return place.group(3).equals(before.hash())
                    ? ""
                    : "Entry " + chain + "-" + position + " does not follow the one before it";
        }
        if (position <= before.position()) {
            return "Entry " + chain + "-" + position + " is not in its place";
        }
        return filtered ? "" : "Entry " + chain + "-" + (before.position() + 1) + " is missing";
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
