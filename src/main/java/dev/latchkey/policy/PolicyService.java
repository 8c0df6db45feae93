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

/** The policy, read by everybody and changed by administrators. */
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

    /** What counts now. */
    @RolesAllowed(Role.USER)
    public TokenPolicy current() {
        return policy.get();
    }

    /**
     * Replaces the policy that somebody saw by the one they want.
     *
     * @throws ConflictException when somebody else changed it meanwhile
     * @throws ForbiddenException when the caller came with a token that may not make it less strict
     */
    public void change(TokenPolicy seen, TokenPolicy wanted) {
        settings.holdAlone();
        if (!policy.get().equals(seen)) {
            throw new ConflictException(null, "policy.changed");
        }
        decide(PolicySetting.changes(seen, wanted));
    }

    /**
     * What would count with one rule changed.
     *
     * @throws NotFoundException when there is no setting of that key
     * @throws InvalidException when the value cannot be read or is out of range
     */
    public TokenPolicy with(String key, String value) {
        return with(Map.of(PolicySetting.of(key), value.strip()));
    }

    /**
     * Changes one rule.
     *
     * @throws ForbiddenException when the caller came with a token that may not make it less strict
     * @throws NotFoundException when there is no setting of that key
     * @throws InvalidException when the value cannot be read or is out of range
     */
    public void set(String key, String value) {
        settings.holdAlone();
        decide(Map.of(PolicySetting.of(key), value.strip()));
    }

    /**
     * Gives rules their defaults back.
     *
     * @throws ForbiddenException when the caller came with a token that may not make it less strict
     * @throws NotFoundException when there is no setting of one of these keys; then none is changed
     */
    public void reset(Collection<String> keys) {
        var wanted = keys.stream().map(PolicySetting::of).toList();
        settings.holdAlone();
        var seen = policy.get();
        wanted.forEach(settings::remove);
        settings.flush();
        rights.checkChange(seen, policy.get());
        tell(PolicySetting.write(seen), PolicySetting.write(policy.get()));
    }

    /**
     * The settings as they count now, all of them when no key is given.
     *
     * @throws NotFoundException when there is no setting of one of these keys
     */
    public List<SettingValue> values(Collection<String> keys) {
        var wanted = keys.isEmpty()
                ? Arrays.asList(PolicySetting.values())
                : keys.stream().map(PolicySetting::of).distinct().toList();
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
        return PolicySetting.read(values);
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
