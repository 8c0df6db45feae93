package dev.latchkey.policy;

import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings that represent the policy in the database and the Web API, one per rule. */
enum PolicySetting {
    MAXIMUM_LIFETIME("sonar.auth.token.max.allowed.lifetime", "No expiration"),
    GENERATE_BY_TOKEN("latchkey.token.generate.by.token", CredentialAct.GENERATE_TOKEN),
    ROTATE_BY_TOKEN("latchkey.token.rotate.by.token", CredentialAct.ROTATE_ITSELF),
    CREATE_USER_BY_TOKEN("latchkey.user.create.by.token", CredentialAct.CREATE_USER),
    SET_PASSWORD_BY_TOKEN("latchkey.password.set.by.token", CredentialAct.SET_PASSWORD),
    CHANGE_ROLE_BY_TOKEN("latchkey.role.change.by.token", CredentialAct.CHANGE_ROLE),
    LOOSEN_POLICY_BY_TOKEN("latchkey.policy.loosen.by.token", CredentialAct.LOOSEN_POLICY),
    REVOKE_UNUSED_AFTER("latchkey.token.revoke.unused.after", "Never"),
    WARN_BEFORE("latchkey.token.warn.before", ""),
    KEEP_ENDED("latchkey.token.keep.ended", "Forever"),
    TELL_NEW_ADDRESS("latchkey.token.tell.new.address", ""),
    SCOPES_REQUIRED("latchkey.token.scopes.required", ""),
    NETWORKS_REQUIRED("latchkey.token.networks.required", "");

    private static final int DAYS_OF_YEAR = 365;

    private final String key;
    private final String without;
    private final @Nullable CredentialAct act;

    PolicySetting(String key, String without) {
        this.key = key;
        this.without = without;
        this.act = null;
    }

    /** The permission of tokens for an action. Defaults to the permission to generate tokens. */
    PolicySetting(String key, CredentialAct act) {
        this.key = key;
        this.without = "";
        this.act = act;
    }

    /**
     * The setting with the key.
     *
     * @param parameter that the caller gave the key in
     * @throws NotFoundException if the setting does not exist
     */
    static PolicySetting of(String parameter, String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(parameter, "api.setting.unknown", key));
    }

    /** The setting for the action. */
    static PolicySetting of(CredentialAct act) {
        return ofTokens().filter(setting -> setting.act == act).findFirst().orElseThrow();
    }

    private static Stream<PolicySetting> ofTokens() {
        return Arrays.stream(values()).filter(setting -> setting.act != null);
    }

    String key() {
        return key;
    }

    static Map<PolicySetting, String> write(TokenPolicy policy) {
        var values = new EnumMap<PolicySetting, String>(PolicySetting.class);
        values.put(MAXIMUM_LIFETIME, MAXIMUM_LIFETIME.days(policy.maximumLifetime()));
        ofTokens()
                .forEach(setting ->
                        values.put(setting, Boolean.toString(policy.tokensMay().contains(setting.act))));
        values.put(REVOKE_UNUSED_AFTER, REVOKE_UNUSED_AFTER.days(policy.revokeUnusedAfter()));
        values.put(WARN_BEFORE, WARN_BEFORE.days(policy.warnBefore()));
        values.put(KEEP_ENDED, KEEP_ENDED.days(policy.keepEnded()));
        values.put(TELL_NEW_ADDRESS, Boolean.toString(policy.tellNewAddress()));
        values.put(SCOPES_REQUIRED, Boolean.toString(policy.scopesRequired()));
        values.put(NETWORKS_REQUIRED, Boolean.toString(policy.networksRequired()));
        return values;
    }

    /**
     * Builds a policy from values, with defaults for missing ones.
     *
     * @throws InvalidException if a value is malformed or out of range
     */
    static TokenPolicy read(Map<PolicySetting, String> given) {
        var values = write(TokenPolicy.DEFAULT);
        values.putAll(given);
        return new TokenPolicy(
                MAXIMUM_LIFETIME.parseDays(values),
                tokensMay(given),
                REVOKE_UNUSED_AFTER.parseDays(values),
                WARN_BEFORE.parseGivenDays(values),
                KEEP_ENDED.parseDays(values),
                TELL_NEW_ADDRESS.parseBoolean(values),
                SCOPES_REQUIRED.parseBoolean(values),
                NETWORKS_REQUIRED.parseBoolean(values));
    }

    private static Set<CredentialAct> tokensMay(Map<PolicySetting, String> given) {
        var values = write(TokenPolicy.DEFAULT);
        values.putAll(given);
        return ofTokens()
                .filter(setting -> (given.containsKey(setting) ? setting : GENERATE_BY_TOKEN).parseBoolean(values))
                .map(setting -> Objects.requireNonNull(setting.act))
                .collect(Collectors.toSet());
    }

    /** The settings that turn one policy into the other. */
    static Map<PolicySetting, String> changes(TokenPolicy from, TokenPolicy to) {
        var before = write(from);
        var changes = write(to);
        // other permissions default to the one to generate tokens
        var all = !Objects.equals(before.get(GENERATE_BY_TOKEN), changes.get(GENERATE_BY_TOKEN));
        changes.entrySet()
                .removeIf(entry ->
                        entry.getValue().equals(before.get(entry.getKey())) && !(all && entry.getKey().act != null));
        return changes;
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
                    ? new InvalidException("value", "api.setting.days", key)
                    : new InvalidException("value", "api.setting.daysOr", key, without);
        }
        return Integer.valueOf(value.substring(0, value.indexOf(' ')));
    }

    private int parseGivenDays(Map<PolicySetting, String> values) {
        var days = parseDays(values);
        if (days == null) {
            throw new InvalidException("value", "api.setting.days", key);
        }
        return days;
    }

    private boolean parseBoolean(Map<PolicySetting, String> values) {
        var value = text(values);
        if (!value.equals("true") && !value.equals("false")) {
            throw new InvalidException("value", "api.setting.boolean", key);
        }
        return Boolean.parseBoolean(value);
    }

    private String text(Map<PolicySetting, String> values) {
        return values.getOrDefault(this, without);
    }
}
