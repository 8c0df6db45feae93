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

/**
 * Checks an audit log exported as JSON, without the server, its database, or anything else of Latchkey:
 *
 * <pre>{@code java -cp latchkey-microbundle.jar dev.latchkey.audit.ExportCheck FILE [--filtered]}</pre>
 *
 * <p>This file alone does as well: {@code java ExportCheck.java FILE}. An export has one entry a line, in the very form over
 * which its hash was taken. With {@code --filtered} entries may be missing, as in an export of a part of the log. Ends with 0
 * when every entry is as it was written, with 1 at the first that is not, which it names, and with 2 when there is no such file.
 */
public final class ExportCheck {

    // Text in JSON holds no bare quotation mark, so that nobody's words can look like these members.
    private static final Pattern LINE =
            Pattern.compile("\\{\"entry\":(\\{.*?\\}),\"hash\":\"([0-9a-f]{64})\".*\\},?", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile(
            "\"chain\":(\\d+),\"channel\":.*\"position\":(\\d+),\"previousHash\":\"([0-9a-f]{64})\",\"refused\":",
            Pattern.DOTALL);

    /** How far a chain was followed. */
    private record Seen(long position, String hash) {}

    private final boolean filtered;
    private final Map<String, Seen> chains = new HashMap<>();
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
            out.println(fault.isEmpty() ? check.entries + " entries, each as it was written" : fault);
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
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("]")) {
                return lines.readLine() == null ? "" : "There is something behind the end";
            }
            var fault = fault(line);
            if (!fault.isEmpty()) {
                return fault;
            }
            entries++;
        }
        return "The end is missing, behind " + entries + " good entries";
    }

    private String fault(String line) {
        var parts = LINE.matcher(line);
        var place = PLACE.matcher(line);
        if (!parts.matches() || !place.find()) {
            return "This line is no entry: " + line;
        }
        var hash = parts.group(2);
        var chain = place.group(1);
        var position = Long.parseLong(place.group(2));
        if (!hash.equals(sha256(parts.group(1)))) {
            return "Entry " + chain + "-" + position + " was changed";
        }
        var before = chains.getOrDefault(chain, new Seen(0, "0".repeat(64)));
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
