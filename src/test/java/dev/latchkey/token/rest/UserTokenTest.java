package dev.latchkey.token.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.EndReason;
import dev.latchkey.token.TokenSummary;
import dev.latchkey.token.TokenType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The fields of a token in the answers of the API, which clients rely on. */
class UserTokenTest {

    private static final LocalDate TODAY = LocalDate.parse("2028-02-29");

    private static final TokenSummary WHOLE = new TokenSummary(
            3,
            1,
            "ann",
            "shop",
            TokenType.PROJECT_ANALYSIS_TOKEN,
            "lkp_…abc3",
            "shop:key",
            "Shop",
            List.of("deploy", "latchkey:read"),
            List.of("192.0.2.0/24"),
            Instant.parse("2028-02-01T09:00:00Z"),
            "bob",
            7L,
            "robot",
            Instant.parse("2028-02-20T09:00:00Z"),
            "192.0.2.1",
            "curl",
            TODAY,
            Instant.parse("2028-02-25T08:00:00Z"),
            EndReason.LEAKED,
            "admin",
            5,
            Instant.parse("2028-02-26T08:00:00Z"),
            new TokenSummary.Stray(2, Instant.parse("2028-02-24T08:00:00Z"), "198.51.100.7"),
            false,
            Instant.parse("2028-02-27T08:00:00Z"),
            new TokenSummary.Former("lkp_…abc2", Instant.parse("2028-02-28T08:00:00Z")));

    private static final TokenSummary BARE = new TokenSummary(
            3,
            1,
            "ann",
            "ci",
            TokenType.USER_TOKEN,
            "lku_…abc3",
            null,
            null,
            null,
            null,
            Instant.parse("2028-02-01T09:00:00Z"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            0,
            null,
            null,
            true,
            null,
            null);

    @Test
    void aTokenInTheListOfOneUserHasTheseFields() {
        assertThat(fields(UserToken.of(WHOLE, TODAY))).isEqualTo("""
                callsAfterEnd=5
                callsFromElsewhere=2
                createdAt=2028-02-01T09:00:00+0000
                createdBy=bob
                createdByToken=robot
                createdByTokenId=7
                endReason=LEAKED
                endedAt=2028-02-25T08:00:00+0000
                endedBy=admin
                expirationDate=2028-02-29T00:00:00+0000
                former=Former[hint=lkp_…abc2, endsAt=2028-02-28T08:00:00+0000]
                hint=lkp_…abc3
                id=3
                isExpired=true
                lastAddressElsewhere=198.51.100.7
                lastCallAfterEnd=2028-02-26T08:00:00+0000
                lastCallFromElsewhere=2028-02-24T08:00:00+0000
                lastConnectionAddress=192.0.2.1
                lastConnectionAgent=curl
                lastConnectionDate=2028-02-20T09:00:00+0000
                name=shop
                networks=[192.0.2.0/24]
                project=Project[key=shop:key, name=Shop]
                scopes=[deploy, latchkey:read]
                type=PROJECT_ANALYSIS_TOKEN""");
        assertThat(fields(UserToken.of(BARE, TODAY))).isEqualTo("""
                createdAt=2028-02-01T09:00:00+0000
                hint=lku_…abc3
                id=3
                name=ci
                type=USER_TOKEN""");
    }

    @Test
    void isExpiredFromTheBeginningOfItsDay() {
        assertThat(UserToken.of(WHOLE, TODAY.minusDays(1)).isExpired()).isFalse();
        assertThat(UserToken.of(WHOLE, TODAY).isExpired()).isTrue();
    }

    @Test
    void aTokenInAListOfAllUsersHasTheseFields() {
        assertThat(fields(InventoryToken.of(WHOLE))).isEqualTo("""
                callsAfterEnd=5
                callsFromElsewhere=2
                createdAt=2028-02-01T09:00:00+0000
                createdBy=bob
                createdByToken=robot
                createdByTokenId=7
                endReason=LEAKED
                endedAt=2028-02-25T08:00:00+0000
                endedBy=admin
                endsAt=2028-02-27T08:00:00+0000
                expirationDate=2028-02-29T00:00:00+0000
                hint=lkp_…abc3
                id=3
                lastAddressElsewhere=198.51.100.7
                lastCallFromElsewhere=2028-02-24T08:00:00+0000
                lastConnectionAddress=192.0.2.1
                lastConnectionDate=2028-02-20T09:00:00+0000
                login=ann
                name=shop
                networks=[192.0.2.0/24]
                project=Project[key=shop:key, name=Shop]
                scopes=[deploy, latchkey:read]
                status=REVOKED
                type=PROJECT_ANALYSIS_TOKEN""");
        assertThat(fields(InventoryToken.of(BARE))).isEqualTo("""
                createdAt=2028-02-01T09:00:00+0000
                hint=lku_…abc3
                id=3
                login=ann
                name=ci
                status=LIVE
                type=USER_TOKEN""");
    }

    /** The components that are not null, which JSON-B writes as fields. */
    private static String fields(Record answer) {
        return Arrays.stream(answer.getClass().getRecordComponents())
                .map(component -> component.getName() + "=" + value(component, answer))
                .filter(field -> !field.endsWith("=null"))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static @Nullable Object value(RecordComponent component, Record answer) {
        try {
            return component.getAccessor().invoke(answer);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
