package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One predicate decides whether a token is active: {@link AccessToken#isActive}, in SQL {@code ends_at > ?}. */
class OnePredicateTest {

    private static final Path SOURCES = Path.of("src/main");

    private static final String END = "(ends_at|endsAt|expires_on|expiresOn|expiration_order)\\b";

    /** A comparison of a token's end or expiration day, in SQL, JPQL or Java. */
    private static final Pattern COMPARISON = Pattern.compile(
            "\\b" + END + "[\\s\"+]*((<=|>=|<>|<|>|is (not )?null\\b|between\\b|in \\()\\s*[?:]?\\w*)"
                    + "|\\s(<=|>=|<>|<|>)\\s*(\\w+\\.)*" + END
                    + "|\\b" + END + "(\\(\\))?\\.(isAfter|isBefore|compareTo)\\("
                    + "|\\.(isAfter|isBefore|compareTo)\\([\\w.]*" + END,
            Pattern.CASE_INSENSITIVE);

    /** Columns and methods that {@code ends_at} replaced. */
    private static final Pattern FORMER = Pattern.compile(
            "\\b(revoked_at|revocation_reason|replaced_at|live_name|ended_id|isRevoked|isReplaced|isExpired\\(\\))");

    private static final List<String> ALLOWED = List.of(
            // the one predicate
            "token/AccessToken.java: .isBefore(endsAt",
            "token/TokenSummaries.java: endsAt.isAfter(",
            "token/TokenRepository.java: ends_at > ?",
            "token/TokenRepository.java: ends_at <= ?",
            "token/TokenRepository.java: endsAt > :now",
            "token/TokenValueRepository.java: ends_at > ?",
            "token/TokenBatchRepository.java: ends_at > ?",
            "token/TokenBatchRepository.java: ends_at < ?",
            "token/PendingRevocationRepository.java: endsAt > :now",
            "inventory/Conditions.java: ends_at > ?",
            "inventory/Conditions.java: ends_at <= ?",
            "inventory/Conditions.java: ends_at >= ?",
            // by the expiration day: reminders, filters, policy, and isExpired in the reference product's answer
            "token/AccessToken.java: .isBefore(expiresOn",
            "token/Generation.java: .isBefore(expiresOn",
            "token/rest/UserToken.java: expiresOn().isAfter(",
            "notification/NoticeRepository.java: expiration_order > ?",
            "notification/NoticeRepository.java: expiration_order <= ?",
            "inventory/Conditions.java: expires_on is null",
            "inventory/Conditions.java: EXPIRES_ON + \" > ?");

    @Test
    void nothingElseDecidesWhetherATokenIsActive() throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file : files.filter(path -> path.toString().matches(".*\\.(java|sql)"))
                    .toList()) {
                var text = Files.readString(file).replaceAll("(?m)^\\s*(--|//|/?\\*).*$", "");
                var name = file.toString().replace('\\', '/').replaceFirst("^src/main/(java/dev/latchkey/)?", "");
                COMPARISON.matcher(text).results().forEach(match -> found.add(name + ": " + match.group()));
                assertThat(FORMER.matcher(text).find()).as(name).isFalse();
            }
        }
        assertThat(found).hasSameElementsAs(ALLOWED);
    }
}
