package dev.latchkey.user;

import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.CredentialRule;
import dev.latchkey.shared.Message;
import dev.latchkey.shared.Text;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides the outcome of provisioning a user, and validates the data. */
@Dependent
class ProvisioningRules {

    @Inject
    Validator validator;

    @Inject
    CredentialRule rule;

    @Inject
    GroupRules groups;

    /**
     * Decides the outcome for each user, in the same order.
     *
     * @param known the users with these logins, by folded login
     * @param there the existing groups among those requested, by name
     */
    List<ProvisioningResult> decide(List<ProvisionedUser> wanted, Map<String, User> known, Map<String, Group> there) {
        var givingMore = groups.givingMore(there.values());
        return wanted.stream()
                .map(user -> decide(user, known.get(Text.fold(user.login())), there, givingMore))
                .toList();
    }

    private ProvisioningResult decide(
            ProvisionedUser wanted, @Nullable User known, Map<String, Group> there, Set<Long> givingMore) {
        var id = known == null ? null : Long.valueOf(known.id());
        var faults = faults(wanted, known, there, givingMore);
        if (!faults.isEmpty()) {
            return new ProvisioningResult(ProvisioningResult.Outcome.FAULT, faults, id, false);
        }
        var gives = wanted.groups().stream()
                .anyMatch(name -> Objects.requireNonNull(there.get(name)).gives(Role.ADMINISTRATOR));
        if (known == null) {
            return new ProvisioningResult(ProvisioningResult.Outcome.CREATE, List.of(), null, gives);
        }
        return new ProvisioningResult(
                wanted.changes(known) ? ProvisioningResult.Outcome.UPDATE : ProvisioningResult.Outcome.UNCHANGED,
                List.of(),
                id,
                gives && !known.isAdministrator());
    }

    private List<Message> faults(
            ProvisionedUser wanted, @Nullable User known, Map<String, Group> there, Set<Long> givingMore) {
        var faults = validator.validate(wanted).stream()
                .map(violation -> Message.ofTemplate(violation.getMessageTemplate()))
                .collect(Collectors.toCollection(ArrayList::new));
        if (known == null && wanted.name() == null) {
            faults.add(Message.of("user.name.invalid"));
        }
        if (known != null && !known.isActive()) {
            faults.add(Message.of("user.inactive", known.login()));
        }
        if (known != null && known.isServiceAccount()) {
            faults.add(Message.of("serviceAccount.import", known.login()));
        }
        wanted.groups().stream()
                .filter(name -> !there.containsKey(name))
                .findFirst()
                .ifPresent(name -> faults.add(Message.of("group.unknown", name)));
        if (known == null) {
            creationRefused().ifPresent(faults::add);
        }
        if (movesMail(wanted, known)) {
            rule.refusal(CredentialAct.SET_PASSWORD).ifPresent(faults::add);
        }
        if (givesMore(wanted, known, there, givingMore) || movesMail(wanted, known) && isAdministrator(known)) {
            rule.refusal(CredentialAct.CHANGE_ROLE).ifPresent(faults::add);
        }
        return faults;
    }

    /** The reason why the caller may not create users; empty if allowed. */
    Optional<Message> creationRefused() {
        return rule.refusal(CredentialAct.CREATE_USER);
    }

    private static boolean givesMore(
            ProvisionedUser wanted, @Nullable User known, Map<String, Group> there, Set<Long> givingMore) {
        return wanted.groups().stream()
                .filter(name -> known == null || !known.groupNames().contains(name))
                .map(there::get)
                .anyMatch(group -> group != null && givingMore.contains(group.id()));
    }

    /** A link to choose a password may go there. */
    private static boolean movesMail(ProvisionedUser wanted, @Nullable User known) {
        return known != null && wanted.email() != null && !Objects.equals(wanted.email(), known.email());
    }

    private static boolean isAdministrator(@Nullable User known) {
        return known != null && known.isAdministrator();
    }
}
