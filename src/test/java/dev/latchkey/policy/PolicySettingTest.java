package dev.latchkey.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySettingTest {

    @ParameterizedTest
    @CsvSource({"30 days,30", "90 days,90", "1 year,365", "45 days,45", "1 days,1", "1 day,1", "No expiration,"})
    void theMaximumLifetimeIsReadInTheWordsOfTheWebApi(String value, @Nullable Integer days) {
        assertThat(PolicySetting.read(Map.of(PolicySetting.MAXIMUM_LIFETIME, value))
                        .maximumLifetime())
                .isEqualTo(days);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "90", "ninety days", "90 Days", "-1 days", "0 days", "36501 days", "Never", "9999999999 days"
            })
    void whatIsNoLifetimeIsRefused(String value) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> PolicySetting.read(Map.of(PolicySetting.MAXIMUM_LIFETIME, value)));
    }

    @ParameterizedTest
    @MethodSource("dev.latchkey.policy.TokenPolicyTest#policies")
    void whatIsWrittenIsReadTheSame(TokenPolicy policy) {
        assertThat(PolicySetting.read(PolicySetting.write(policy))).isEqualTo(policy);
    }

    @Test
    void withoutAnySettingTheDefaultCounts() {
        assertThat(PolicySetting.read(Map.of())).isEqualTo(TokenPolicy.DEFAULT);
    }

    @Test
    void newAddressesAreToldOnlyWhenSomebodyWantsIt() {
        assertThat(TokenPolicy.DEFAULT.tellNewAddress()).isFalse();

        var wanted = PolicySetting.read(Map.of(PolicySetting.TELL_NEW_ADDRESS, "true"));

        assertThat(wanted.tellNewAddress()).isTrue();
        assertThat(PolicySetting.write(wanted)).containsEntry(PolicySetting.TELL_NEW_ADDRESS, "true");
    }

    @Test
    void whatATokenMayFollowsFromWhetherItMayGenerateTokensUnlessItIsSaid() {
        var no = Map.of(PolicySetting.GENERATE_BY_TOKEN, "false");
        var rotation = Map.of(PolicySetting.GENERATE_BY_TOKEN, "false", PolicySetting.ROTATE_BY_TOKEN, "true");
        var all = EnumSet.allOf(CredentialAct.class);

        assertThat(PolicySetting.read(no).tokensMay()).isEmpty();
        assertThat(PolicySetting.read(rotation).tokensMay()).containsExactly(CredentialAct.ROTATE_ITSELF);
        assertThat(PolicySetting.read(Map.of(PolicySetting.ROTATE_BY_TOKEN, "false"))
                        .tokensMay())
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(CredentialAct.ROTATE_ITSELF)));
        assertThat(PolicySetting.read(Map.of(PolicySetting.GENERATE_BY_TOKEN, "true"))
                        .tokensMay())
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void anotherPolicyCountsAsItIsWanted() {
        var wanted = PolicySetting.read(
                Map.of(PolicySetting.GENERATE_BY_TOKEN, "false", PolicySetting.SET_PASSWORD_BY_TOKEN, "true"));
        var others = new TokenPolicy(30, TokenPolicy.DEFAULT.tokensMay(), null, 7, 365, false, false, false);

        assertThat(PolicySetting.read(PolicySetting.changes(TokenPolicy.DEFAULT, wanted)))
                .isEqualTo(wanted);
        assertThat(PolicySetting.changes(TokenPolicy.DEFAULT, others))
                .containsOnly(Map.entry(PolicySetting.MAXIMUM_LIFETIME, "30 days"));
    }

    @Test
    void theDaysOfWarningMustBeGiven() {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> PolicySetting.read(Map.of(PolicySetting.WARN_BEFORE, "")));
    }

    @Test
    void anUnknownKeyIsNamedInTheRefusal() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> PolicySetting.of("key", "sonar.unknown"))
                .satisfies(refused -> assertThat(refused.in(Locale.ENGLISH)).contains("'sonar.unknown'"));
    }
}
