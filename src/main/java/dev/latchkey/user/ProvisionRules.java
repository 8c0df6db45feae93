package dev.latchkey.user;

import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.CredentialRule;
import dev.latchkey.shared.Message;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what becomes of a user by what a file or a directory says, and what is wrong with that. */
@Dependent
class ProvisionRules {

    @Inject
    Validator validator;

    @Inject
    CredentialRule rule;

    /**
     * What becomes of a user.
     *
     * @param known the user of that login; null when there is none
     * @param there the groups that there are of those that are wanted, by name
     */
    Provision decide(ProvisionedUser wanted, @Nullable User known, Map<String, Group> there) {
        var id = known == null ? null : Long.valueOf(known.id());
        var faults = faults(wanted, known, there);
        if (!faults.isEmpty()) {
            return new Provision(Provision.Outcome.FAULT, faults, id, false);
        }
        var gives = wanted.groups().stream()
                .anyMatch(name -> Objects.requireNonNull(there.get(name)).gives(Role.ADMINISTRATOR));
        if (known == null) {
            return new Provision(Provision.Outcome.CREATE, List.of(), null, gives);
        }
        return new Provision(
                wanted.changes(known) ? Provision.Outcome.UPDATE : Provision.Outcome.UNCHANGED,
                List.of(),
                id,
                gives && !known.isAdministrator());
    }

    private List<Message> faults(ProvisionedUser wanted, @Nullable User known, Map<String, Group> there) {
        var faults = validator.validate(wanted).stream()
                .map(violation -> Message.ofTemplate(violation.getMessageTemplate()))
                .collect(Collectors.toCollection(ArrayList::new));
        if (known == null && wanted.name() == null) {
            faults.add(Message.of("user.name.invalid"));
        }
        if (known != null && !known.isActive()) {
            faults.add(Message.of("user.inactive", known.login()));
        }
        wanted.groups().stream()
                .filter(name -> !there.containsKey(name))
                .findFirst()
                .ifPresent(name -> faults.add(Message.of("group.unknown", name)));
        if (known == null) {
            creationRefused().ifPresent(faults::add);
        }
        if (givesRole(wanted, known, there) || movesMailOfAdministrator(wanted, known)) {
            rule.refusal(CredentialAct.CHANGE_ROLE).ifPresent(faults::add);
        }
        return faults;
    }

    /** Why the caller may create no users; empty when the caller may. */
    Optional<Message> creationRefused() {
        return rule.refusal(CredentialAct.CREATE_USER);
    }

    private static boolean givesRole(ProvisionedUser wanted, @Nullable User known, Map<String, Group> there) {
        return wanted.groups().stream()
                .filter(name -> known == null || !known.groupNames().contains(name))
                .map(there::get)
                .anyMatch(group -> group != null && group.hasRole());
    }

    private static boolean movesMailOfAdministrator(ProvisionedUser wanted, @Nullable User known) {
        return known != null
                && known.isAdministrator()
                && wanted.email() != null
                && !Objects.equals(wanted.email(), known.email());
    }
}
