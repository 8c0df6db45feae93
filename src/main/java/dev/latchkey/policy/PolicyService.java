package dev.latchkey.policy;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The policy: users read it, administrators change it. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class PolicyService {

    @Inject
    PolicyRepository settings;

    @Inject
    TokenRights rights;

    @Inject
    CurrentPolicy policy;

    @Inject
    Event<DomainEvent> events;

    /** The current policy. */
    @RolesAllowed(Role.USER)
    public TokenPolicy current() {
        return policy.get();
    }

    /**
     * Replaces the policy that the caller saw.
     *
     * @throws ConflictException if it has changed since
     * @throws ForbiddenException if the caller's token may not loosen it
     */
    public void change(TokenPolicy seen, TokenPolicy wanted) {
        settings.holdAlone();
        if (!policy.get().equals(seen)) {
            throw new ConflictException(null, "policy.changed");
        }
        decide(PolicySetting.changes(seen, wanted));
    }

    /**
     * The policy with one rule changed.
     *
     * @throws NotFoundException if the setting does not exist
     * @throws InvalidException if the value is malformed or out of range
     */
    public TokenPolicy with(String key, String value) {
        return with(Map.of(PolicySetting.of("key", key), value.strip()));
    }

    /**
     * Changes one rule.
     *
     * @throws ForbiddenException if the caller's token may not loosen it
     * @throws NotFoundException if the setting does not exist
     * @throws InvalidException if the value is malformed or out of range
     */
    public void set(String key, String value) {
        settings.holdAlone();
        decide(Map.of(PolicySetting.of("key", key), value.strip()));
    }

    /**
     * Resets rules to their defaults.
     *
     * @throws ForbiddenException if the caller's token may not loosen them
     * @throws NotFoundException if any setting does not exist; none is changed then
     */
    public void reset(Collection<String> keys) {
        var wanted = keys.stream().map(key -> PolicySetting.of("keys", key)).toList();
        settings.holdAlone();
        var seen = policy.get();
        wanted.forEach(settings::remove);
        settings.flush();
        rights.checkChange(seen, policy.get());
        tell(PolicySetting.write(seen), PolicySetting.write(policy.get()));
    }

    /**
     * The current settings, all of them without keys.
     *
     * @throws NotFoundException if any setting does not exist
     */
    public List<SettingValue> values(Collection<String> keys) {
        var wanted = keys.isEmpty()
                ? Arrays.asList(PolicySetting.values())
                : keys.stream()
                        .map(key -> PolicySetting.of("keys", key))
                        .distinct()
                        .toList();
        var decided = settings.values();
        var values = PolicySetting.write(PolicySetting.read(decided));
        return wanted.stream()
                .map(setting -> new SettingValue(
                        setting.key(), values.getOrDefault(setting, ""), !decided.containsKey(setting)))
                .toList();
    }

    private TokenPolicy with(Map<PolicySetting, String> decisions) {
        var values = settings.values();
        values.putAll(decisions);
        try {
            return PolicySetting.read(values);
        } catch (InvalidException e) {
            throw e.about("value");
        }
    }

    private void decide(Map<PolicySetting, String> decisions) {
        var seen = policy.get();
        var wanted = with(decisions);
        rights.checkChange(seen, wanted);
        var before = PolicySetting.write(seen);
        var after = PolicySetting.write(wanted);
        decisions.keySet().forEach(setting -> settings.put(setting, after.getOrDefault(setting, "")));
        settings.flush();
        tell(before, after);
    }

    private void tell(Map<PolicySetting, String> before, Map<PolicySetting, String> after) {
        before.forEach((setting, was) -> {
            var is = after.getOrDefault(setting, was);
            if (!is.equals(was)) {
                events.fire(new PolicyChanged(setting.key(), was, is));
            }
        });
    }
}
