package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.shared.Origin;
import dev.latchkey.shared.Origin.Channel;
import dev.latchkey.shared.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChainCheckTest {

    private final List<AuditEntry> entries = new ArrayList<>();
    private Chain chain = new Chain(3, 0, AuditEntry.NO_HASH);

    ChainCheckTest() {
        for (int i = 0; i < 5; i++) {
            var entry = chain.next(AuditRecords.token("t" + i));
            entries.add(entry);
            chain = chain.with(entry);
        }
    }

    private Optional<String> check() {
        var check = new ChainCheck(Chain.beginning(3));
        for (var entry : entries) {
            var fault = check.next(entry);
            if (fault.isPresent()) {
                return fault.map(found -> found.kind() + " " + found.entry());
            }
        }
        var overlong = entries.stream().anyMatch(entry -> entry.position() > chain.length());
        return check.end(chain, overlong).map(found -> found.kind() + " " + found.entry());
    }

    @Test
    void hasACanonicalFormThatAnybodyCanMakeAgain() {
        assertThat(entries.get(0).canonical())
                .isEqualTo("{\"action\":\"TOKEN_GENERATED\",\"actorId\":1,\"address\":\"192.0.2.7\","
                        + "\"at\":\"2026-12-31T23:59:59.999999Z\",\"chain\":3,\"channel\":\"API\","
                        + "\"details\":{\"expiration\":\"2027-01-31\",\"type\":\"USER_TOKEN\"},\"position\":1,"
                        + "\"previousHash\":\"" + "0".repeat(64) + "\",\"refused\":false,\"thing\":\"token\","
                        + "\"thingId\":7,\"thingName\":\"t0\",\"userId\":2}");
        // printf '%s' '{"action":…}' | sha256sum
        assertThat(entries.get(0).hash()).isEqualTo("9f9c2c35ea03218a02ed3162a5e53283521f910dc10d0358983338acac6bbcb5");
    }

    @Test
    void hasTheTokenInItsCanonicalFormWhenThereWasOne() {
        var record = from(AuditRecords.token("t"), new Origin(1L, 5L, Channel.API, "192.0.2.7"));
        assertThat(chain.next(record).canonical()).contains("\"actorId\":1,\"actorTokenId\":5,\"address\":");
    }

    @Test
    void findsNothingInALogAsItWasWritten() {
        assertThat(check()).isEmpty();
    }

    @Test
    void namesAnEntryThatIsGone() {
        entries.remove(2);
        assertThat(check()).contains("REMOVED 3-3");
    }

    @Test
    void namesTheLastEntryWhenItIsGone() {
        entries.remove(4);
        assertThat(check()).contains("REMOVED 3-5");
    }

    @Test
    void namesTheFirstEntryWhenAllAreGone() {
        entries.clear();
        assertThat(check()).contains("REMOVED 3-1");
    }

    @Test
    void namesAnEntryThatIsNoneOfTheChain() {
        var forged = chain.next(AuditRecords.token("forged"));
        entries.add(forged);
        assertThat(check()).contains("INSERTED 3-6");
    }

    @Test
    void namesAnEntryThatStandsTwice() {
        entries.add(2, entries.get(1));
        assertThat(check()).contains("INSERTED 3-2");
    }

    @Test
    void namesEntriesThatChangedPlaces() {
        var second = at(entries.get(2), 2);
        var third = at(entries.get(1), 3);
        entries.set(1, second);
        entries.set(2, third);
        assertThat(check()).contains("CHANGED 3-2");
    }

    @Test
    void namesAnEntryThatWasWrittenAnewWithAHashOfItsOwn() {
        entries.set(
                2,
                AuditEntry.chained(
                        3, 3, AuditRecords.token("other"), entries.get(1).hash()));
        assertThat(check()).contains("UNLINKED 3-4");
    }

    @Test
    void findsThatTheLastEntryWasWrittenAnew() {
        entries.set(
                4,
                AuditEntry.chained(
                        3, 5, AuditRecords.token("other"), entries.get(3).hash()));
        assertThat(check()).contains("CHANGED 3-5");
    }

    static Stream<UnaryOperator<AuditEntry>> changes() {
        var other = Instant.parse("2026-12-31T23:59:59.999998Z");
        return Stream.of(
                told(o -> new AuditRecord(other, o.origin(), o.action(), o.refused(), o.subject(), o.detailsJson())),
                told(o -> from(o, new Origin(9L, Channel.API, "192.0.2.7"))),
                told(o -> from(o, new Origin(1L, 5L, Channel.API, "192.0.2.7"))),
                told(o -> from(o, new Origin(null, Channel.API, "192.0.2.7"))),
                told(o -> from(o, new Origin(1L, Channel.PAGE, "192.0.2.7"))),
                told(o -> from(o, new Origin(1L, Channel.API, "192.0.2.8"))),
                told(o -> new AuditRecord(o.at(), o.origin(), "TOKEN_REVOKED", false, o.subject(), o.detailsJson())),
                told(o -> new AuditRecord(o.at(), o.origin(), o.action(), true, o.subject(), o.detailsJson())),
                told(o -> about(o, Subject.thing("token", 7, "t2").of(3))),
                told(o -> about(o, Subject.thing("token", 7, "t2"))),
                told(o -> about(o, Subject.thing("group", 7, "t2").of(2))),
                told(o -> about(o, Subject.thing("token", 8, "t2").of(2))),
                told(o -> about(o, Subject.thing("token", 7, "T2").of(2))),
                told(o -> new AuditRecord(o.at(), o.origin(), o.action(), o.refused(), o.subject(), "{}")),
                e -> new AuditEntry(e.chain(), e.position(), e.record(), "1" + "0".repeat(63), e.hash()),
                e -> new AuditEntry(e.chain(), e.position(), e.record(), e.previousHash(), "1" + "0".repeat(63)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void namesAnEntryOfWhichAnythingWasChanged(UnaryOperator<AuditEntry> change) {
        entries.set(2, change.apply(entries.get(2)));
        assertThat(check()).contains("CHANGED 3-3");
    }

    private static UnaryOperator<AuditEntry> told(UnaryOperator<AuditRecord> change) {
        return e -> new AuditEntry(e.chain(), e.position(), change.apply(e.record()), e.previousHash(), e.hash());
    }

    private static AuditRecord from(AuditRecord o, Origin origin) {
        return new AuditRecord(o.at(), origin, o.action(), o.refused(), o.subject(), o.detailsJson());
    }

    private static AuditRecord about(AuditRecord o, Subject subject) {
        return new AuditRecord(o.at(), o.origin(), o.action(), o.refused(), subject, o.detailsJson());
    }

    private static AuditEntry at(AuditEntry e, long position) {
        return new AuditEntry(e.chain(), position, e.record(), e.previousHash(), e.hash());
    }
}
