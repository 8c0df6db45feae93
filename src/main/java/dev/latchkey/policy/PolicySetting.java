package dev.latchkey.policy;

import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the policy is written, one setting a rule: in the database and in the Web API. */
enum PolicySetting {
    MAXIMUM_LIFETIME("sonar.auth.token.max.allowed.lifetime", "No expiration"),
    TOKENS_GENERATE_TOKENS("latchkey.token.generate.by.token", ""),
    REVOKE_UNUSED_AFTER("latchkey.token.revoke.unused.after", "Never"),
    WARN_BEFORE("latchkey.token.warn.before", ""),
    KEEP_ENDED("latchkey.token.keep.ended", "Forever"),
    TELL_NEW_ADDRESS("latchkey.token.tell.new.address", "");

    private static final int DAYS_OF_YEAR = 365;

    private final String key;
    private final String without;

    PolicySetting(String key, String without) {
        this.key = key;
        this.without = without;
    }

    /** @throws NotFoundException when there is no such setting */
    static PolicySetting of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("key", "policy.setting.unknown", key));
    }

    String key() {
        return key;
    }

    static Map<PolicySetting, String> write(TokenPolicy policy) {
        var values = new EnumMap<PolicySetting, String>(PolicySetting.class);
        values.put(MAXIMUM_LIFETIME, MAXIMUM_LIFETIME.days(policy.maximumLifetime()));
        values.put(TOKENS_GENERATE_TOKENS, Boolean.toString(policy.tokensGenerateTokens()));
        values.put(REVOKE_UNUSED_AFTER, REVOKE_UNUSED_AFTER.days(policy.revokeUnusedAfter()));
        values.put(WARN_BEFORE, WARN_BEFORE.days(policy.warnBefore()));
        values.put(KEEP_ENDED, KEEP_ENDED.days(policy.keepEnded()));
        values.put(TELL_NEW_ADDRESS, Boolean.toString(policy.tellNewAddress()));
        return values;
    }

    /**
     * The policy that these values make; a rule without a value keeps its default.
     *
     * @throws InvalidException when a value cannot be read, or is out of range
     */
    static TokenPolicy read(Map<PolicySetting, String> given) {
        var values = write(TokenPolicy.DEFAULT);
        values.putAll(given);
        return new TokenPolicy(
                MAXIMUM_LIFETIME.parseDays(values),
                TOKENS_GENERATE_TOKENS.parseBoolean(values),
                REVOKE_UNUSED_AFTER.parseDays(values),
                WARN_BEFORE.parseGivenDays(values),
                KEEP_ENDED.parseDays(values),
                TELL_NEW_ADDRESS.parseBoolean(values));
    }

    private String days(@Nullable Integer days) {
        if (days == null) {
            return without;
        }
        return days == DAYS_OF_YEAR ? "1 year" : days + " days";
    }

    private @Nullable Integer parseDays(Map<PolicySetting, String> values) {
        var value = text(values);
        if (value.equals(without)) {
            return null;
        }
        if (value.equals("1 year")) {
            return DAYS_OF_YEAR;
        }
        if (!value.matches("[0-9]{1,6} days?")) {
            throw without.isEmpty()
                    ? new InvalidException("value", "policy.setting.days", key)
                    : new InvalidException("value", "policy.setting.daysOr", key, without);
        }
        return Integer.valueOf(value.substring(0, value.indexOf(' ')));
    }

    private int parseGivenDays(Map<PolicySetting, String> values) {
        var days = parseDays(values);
        if (days == null) {
            throw new InvalidException("value", "policy.setting.days", key);
        }
        return days;
    }

    private boolean parseBoolean(Map<PolicySetting, String> values) {
        var value = text(values);
        if (!value.equals("true") && !value.equals("false")) {
            throw new InvalidException("value", "policy.setting.boolean", key);
        }
        return Boolean.parseBoolean(value);
    }

    private String text(Map<PolicySetting, String> values) {
        return values.getOrDefault(this, without);
    }
}
