package dev.latchkey.policy;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.user.Role;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The policy, read by everybody and changed by administrators. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
@DeclareRoles(Role.TOKEN) // asked for, and given no right
public class PolicyService {

    @Inject
    PolicyRepository settings;

    @Inject
    SecurityContext caller;

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
     */
    public void change(TokenPolicy seen, TokenPolicy wanted) {
        if (!policy.get().equals(seen)) {
            throw new ConflictException(null, "policy.changed");
        }
        change(wanted);
    }

    /**
     * What would count with one rule changed.
     *
     * @throws NotFoundException when there is no setting of that key
     * @throws InvalidException when the value cannot be read or is out of range
     */
    public TokenPolicy with(String key, String value) {
        var values = PolicySetting.write(policy.get());
        values.put(PolicySetting.of(key), value.strip());
        return PolicySetting.read(values);
    }

    /**
     * Changes one rule.
     *
     * @throws ForbiddenException when the caller came with a token and would let tokens generate tokens again
     * @throws NotFoundException when there is no setting of that key
     * @throws InvalidException when the value cannot be read or is out of range
     */
    public void set(String key, String value) {
        change(with(key, value));
    }

    /**
     * Gives rules their defaults back.
     *
     * @throws NotFoundException when there is no setting of one of these keys; then none is changed
     */
    public void reset(Collection<String> keys) {
        var wanted = keys.stream().map(PolicySetting::of).toList();
        var seen = policy.get();
        wanted.forEach(settings::remove);
        settings.flush();
        checkByToken(seen, policy.get());
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

    private void change(TokenPolicy wanted) {
        var seen = policy.get();
        checkByToken(seen, wanted);
        var before = PolicySetting.write(seen);
        var after = PolicySetting.write(wanted);
        after.forEach((setting, value) -> {
            if (!value.equals(before.get(setting))) {
                settings.put(setting, value);
            }
        });
        settings.flush();
        tell(before, after);
    }

    /** Otherwise a token would let itself generate tokens, and take that back. */
    private void checkByToken(TokenPolicy seen, TokenPolicy wanted) {
        if (!seen.tokensGenerateTokens() && wanted.tokensGenerateTokens() && caller.isCallerInRole(Role.TOKEN)) {
            throw new ForbiddenException(null, "policy.byToken");
        }
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
