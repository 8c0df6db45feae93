package dev.latchkey.it;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens over time, on a server whose clock the tests only move forward. */
@OnEveryDatabase
class ClockIT {

    private static final Duration A_LITTLE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final MonthDay LEAP_DAY = MonthDay.of(2, 29);
    private static final String PASSWORD = "Corr3ct-Horse-42!";
    private static final String FIRST = Secrets.remember("a first Corr3ct Horse");
    private static final String OTHER = Secrets.remember("an0ther Corr3ct Horse");
    private static final String LIFETIME = "sonar.auth.token.max.allowed.lifetime";
    private static final String UNUSED = "latchkey.token.revoke.unused.after";

    private static final MailServer MAIL = new MailServer();

    private static Path offset;
    private static LatchkeyServer server;
    private static Api admin;

    private final String login = "owner-" + UUID.randomUUID();
    private String token = "";

    @BeforeAll
    static void start() throws IOException {
        offset = Files.createTempDirectory("clock").resolve("offset");
        goTo(Instant.now());
        MAIL.start();
        var environment = new HashMap<>(LatchkeyServer.database());
        environment.putAll(MAIL.environment());
        server = LatchkeyServer.startWithMovedClock(environment, offset);
        admin = server.admin();
    }

    @BeforeEach
    void anotherOwnerForEveryTest() {
        var created = admin.post(
                "api/users/create",
                "login",
                login,
                "name",
                "Ann",
                "email",
                login + "@example.org",
                "password",
                PASSWORD);
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        token = server.api()
                .withPassword(login, PASSWORD)
                .post("api/user_tokens/generate", "name", "of the test")
                .json()
                .getString("token");
    }

    @AfterAll
    static void stop() {
        server.close();
        MAIL.close();
    }

    @Test
    void aTokenIsRefusedFromTheMomentItsDayBegins() {
        for (var day : List.of(newYear(), leapDay(), leapDay().plusDays(1))) {
            goTo(beginning(day).minus(A_LITTLE));
            var value = generate("until-" + day, "expirationDate", day.toString());
            var program = server.api().withBearer(value);
            assertThat(program.get("api/users/current")
                            .headers()
                            .firstValue("SonarQube-Authentication-Token-Expiration"))
                    .contains(day + "T00:00:00+0000");

            goTo(beginning(day));

            var refused = program.get("api/users/current");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.errors()).containsExactly("The token expired at " + day + "T00:00:00+0000.");
            assertThat(server.api()
                            .withBasicToken(value)
                            .get("api/users/current")
                            .status())
                    .isEqualTo(401);
            assertThat(program.get("api/authentication/validate").json().getBoolean("valid"))
                    .isFalse();
        }
    }

    @Test
    void aFirstPasswordLapses() {
        goTo(Instant.now());
        admin.post("api/users/change_password", "login", login, "password", FIRST);
        var owner = server.api().withPassword(login, FIRST);
        goTo(Instant.now().plus(Duration.ofDays(6)));
        assertThat(owner.get("api/users/current").status()).isEqualTo(200);

        goTo(Instant.now().plus(Duration.ofDays(7)));
        var refused = owner.get("api/users/current");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.errors()).singleElement().asString().contains("initial password expired");
        assertThat(owner.get("api/authentication/validate").json().getBoolean("valid"))
                .isFalse();
        assertThat(owner.post("api/users/change_password", "login", login, "previousPassword", FIRST, "password", OTHER)
                        .status())
                .isEqualTo(401);
        assertThat(server.api()
                        .post("api/authentication/login", "login", login, "password", FIRST)
                        .errors())
                .isEqualTo(refused.errors());

        assertThat(admin.post("api/users/change_password", "login", login, "password", OTHER)
                        .status())
                .isEqualTo(204);
        assertThat(server.api()
                        .withPassword(login, OTHER)
                        .get("api/users/current")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theLatestExpirationIsCountedInDaysWhateverTheCalendarDoes() {
        decide(LIFETIME, "30 days");
        try {
            for (var day : List.of(
                    LocalDate.of(newYear().getYear() - 1, 12, 31), leapDay().minusDays(1), leapDay())) {
                goTo(beginning(day));
                var latest = LocalDate.ofEpochDay(day.toEpochDay() + 30);

                var refused = owner().post(
                                "api/user_tokens/generate",
                                "name",
                                "too-late",
                                "expirationDate",
                                latest.plusDays(1).toString());
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.errors().get(0)).contains(latest.toString());
                generate("latest-" + day, "expirationDate", latest.toString());
            }
        } finally {
            admin.post("api/settings/reset", "keys", LIFETIME);
        }
    }

    @Test
    void rotationCountsTheDaysAnewAndKeepsToThePolicy() {
        var leapDay = leapDay();
        goTo(beginning(leapDay.minusDays(30)));
        generate("rotated", "expirationDate", leapDay.toString());
        goTo(beginning(leapDay.minusDays(1)));
        assertThat(rotated("rotated", "overlap", "0").getString("expirationDate"))
                .startsWith(leapDay.plusDays(29).toString());

        decide(LIFETIME, "10 days");
        try {
            goTo(beginning(leapDay));
            assertThat(rotated("rotated", "overlap", "0").getString("expirationDate"))
                    .startsWith(leapDay.plusDays(10).toString());
        } finally {
            admin.post("api/settings/reset", "keys", LIFETIME);
        }
    }

    @Test
    void underAMaximumLifetimeATokenIsNotRotatedForEver() {
        var first = LocalDate.ofInstant(now(), UTC);
        decide(LIFETIME, "30 days");
        try {
            generate("for ever", "expirationDate", first.plusDays(30).toString());
            goTo(beginning(first.plusDays(290)));
            assertThat(rotated("for ever", "overlap", "0").getString("expirationDate"))
                    .startsWith(first.plusDays(300).toString());

            goTo(beginning(first.plusDays(300)));
            var refused = owner().post("api/user_tokens/rotate", "name", "for ever");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.errors().get(0))
                    .contains(first.toString(), first.plusDays(300).toString());
        } finally {
            admin.post("api/settings/reset", "keys", LIFETIME);
        }
    }

    @Test
    void theFormerValueIsRefusedFromTheMomentTheOverlapIsOver() {
        var former = server.api().withBearer(generate("overlap"));
        var rotatedAt = now();
        var value = server.api().withBearer(rotated("overlap", "overlap", "24").getString("token"));

        goTo(rotatedAt.plus(Duration.ofHours(24)).minus(A_LITTLE));
        assertThat(former.get("api/users/current").status()).isEqualTo(200);

        goTo(rotatedAt.plus(Duration.ofHours(24)).plus(A_LITTLE));
        assertThat(former.get("api/users/current").status()).isEqualTo(401);
        assertThat(value.get("api/users/current").status()).isEqualTo(200);
    }

    @Test
    void aNewValueThatWasLostMakesRoomForAnother() {
        var former = server.api().withBearer(generate("lost"));
        var lost =
                server.api().withBearer(rotated("lost", "untilFirstUse", "true").getString("token"));
        goTo(now().plus(A_LITTLE));

        var value =
                server.api().withBearer(rotated("lost", "untilFirstUse", "true").getString("token"));

        assertThat(lost.get("api/users/current").status()).isEqualTo(401);
        assertThat(former.get("api/users/current").status()).isEqualTo(200);
        assertThat(value.get("api/users/current").status()).isEqualTo(200);
        assertThat(former.get("api/users/current").status()).isEqualTo(401);
    }

    @Test
    void whatNobodyUsedForTooLongIsRevokedTheNextNight() {
        decide(UNUSED, "30 days");
        try {
            generate("idle");
            var used = server.api().withBearer(generate("busy"));
            goTo(now().plus(Duration.ofDays(29)));
            assertThat(used.get("api/users/current").status()).isEqualTo(200);
            await(() -> listed("busy").containsKey("lastConnectionDate"));
            goTo(now().plus(Duration.ofDays(1)));

            await(() -> listed("idle").getString("endReason", "").equals("POLICY"));
            assertThat(listed("busy")).doesNotContainKey("endReason");
        } finally {
            admin.post("api/settings/reset", "keys", UNUSED);
        }
    }

    @Test
    void whatEndedIsForgottenWhenItsTimeIsOver() {
        generate("gone");
        owner().post("api/user_tokens/revoke", "name", "gone");
        var revokedAt = now();

        goTo(revokedAt.plus(Duration.ofDays(365)));
        assertThat(listed("gone").getString("endReason")).isEqualTo("OWNER");

        goTo(revokedAt.plus(Duration.ofDays(367)));
        await(() -> listed("gone").isEmpty());
    }

    @Test
    void theOwnerIsToldOnceWhatTheMailServerMissedForAnHour() throws Exception {
        MAIL.resume();
        Notices.awaitSent(server, login);
        MAIL.stop();
        var begun = now();
        admin.post("api/user_tokens/generate", "login", login, "name", "late");
        for (int attempt = 1; now().isBefore(begun.plus(Duration.ofHours(1))); attempt++) {
            Notices.awaitFailure(server, login, attempt);
            // the delay between attempts grows fourfold, and so does each step
            goTo(now().plus(Duration.ofSeconds(5L << (2 * attempt - 2))));
        }

        MAIL.start();
        goTo(now().plus(Duration.ofHours(2)));

        assertThat(subjects(1)).containsExactly("A token was generated in your name: late");
    }

    @Test
    void theOwnerIsRemindedOfADayOnWhichNoServerRan() throws Exception {
        MAIL.start();
        var day = LocalDate.ofInstant(now(), UTC).plusDays(20);
        generate("mayfly", "expirationDate", day.toString());
        // generated with a token, hence the mail
        assertThat(subjects(1)).containsExactly("A token was generated in your name: mayfly");

        // six days after the day on which the reminder was due
        goTo(beginning(day.minusDays(1)));
        assertThat(subjects(2)).anyMatch(subject -> subject.startsWith("Your token “mayfly” expires on "));

        goTo(beginning(day.plusDays(1)));
        assertThat(subjects(3)).contains("Your token “mayfly” has expired");

        goTo(beginning(day.plusDays(2)));
        admin.post("api/user_tokens/generate", "login", login, "name", "after the last reminder");
        assertThat(subjects(4)).contains("A token was generated in your name: after the last reminder");
    }

    /** The owner with a token, which the server checks faster than a password. */
    private Api owner() {
        return server.api().withBearer(token);
    }

    private static void decide(String key, String value) {
        assertThat(admin.post("api/settings/set", "key", key, "value", value).status())
                .isEqualTo(204);
    }

    /** Subjects of the mails to the owner, once the server has marked them as sent and so will not repeat them. */
    private List<String> subjects(int count) throws Exception {
        var subjects = Stream.<String>builder();
        for (MimeMessage message : MAIL.arrived(count, login + "@example.org")) {
            subjects.add(message.getSubject());
        }
        Notices.awaitSent(server, login);
        return subjects.build().toList();
    }

    /** The server's current time. */
    private static Instant now() {
        try {
            return Instant.now().plus(Duration.parse(Files.readString(offset)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void goTo(Instant moment) {
        try {
            var written = Files.writeString(
                    offset.resolveSibling("next"),
                    Duration.between(Instant.now(), moment).toString());
            Files.move(written, offset, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant beginning(LocalDate day) {
        return day.atStartOfDay().toInstant(UTC);
    }

    private static LocalDate newYear() {
        return LocalDate.ofInstant(now(), UTC).with(TemporalAdjusters.firstDayOfNextYear());
    }

    /** The next one at least two months ahead. */
    private static LocalDate leapDay() {
        var day = LocalDate.ofInstant(now(), UTC).plusMonths(2);
        var year = Year.from(day);
        while (!year.isLeap() || !year.atMonthDay(LEAP_DAY).isAfter(day)) {
            year = year.plusYears(1);
        }
        return year.atMonthDay(LEAP_DAY);
    }

    private String generate(String name, String... more) {
        var answer = owner().post(
                        "api/user_tokens/generate",
                        Stream.concat(Stream.of("name", name), Stream.of(more)).toArray(String[]::new));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().getString("token");
    }

    private JsonObject rotated(String name, String... more) {
        Answer answer = owner().post(
                        "api/user_tokens/rotate",
                        Stream.concat(Stream.of("name", name), Stream.of(more)).toArray(String[]::new));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** The owner's token of this name, active or ended; empty if there is none. */
    private JsonObject listed(String name) {
        return admin
                .get("api/user_tokens/search", "login", login, "status", "ALL")
                .json()
                .getJsonArray("userTokens")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(token -> token.getString("name").equals(name))
                .findFirst()
                .orElse(JsonObject.EMPTY_JSON_OBJECT);
    }

    private static void await(BooleanSupplier condition) {
        Await.until(PATIENCE, condition);
    }
}
