package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Message;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes over many users at once for other features' services, inside of their transaction and after their own check of who may.
 * The rules are those of {@link UserService}. A new user has no password: nobody signs in with it before an administrator
 * has set one. A deactivated user stays so: who has left does not come back by an old file.
 */
@Dependent
public class UserProvisioning {

    @Inject
    UserRepository users;

    @Inject
    GroupRepository groups;

    @Inject
    Validator validator;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** What would become of each of them, in the same order. To be called in a transaction that has changed nothing yet. */
    public List<Provision> preview(List<ProvisionedUser> wanted) {
        var known = users.findAll(logins(wanted));
        var there = groups.findAll(groupNames(wanted));
        var provisions = wanted.stream()
                .map(user -> decide(user, known.get(user.login()), there))
                .toList();
        users.forgetRead();
        return provisions;
    }

    /**
     * Creates or changes each of them, unless something is wrong with it. All of them have different logins.
     *
     * @param by the login of who wants it
     * @return what has become of each, in the same order
     */
    public List<Provision> apply(List<ProvisionedUser> wanted, String by) {
        var known = users.findAll(logins(wanted));
        var there = groups.findAll(groupNames(wanted));
        var everybody = users.group(Group.USERS);
        var provisions = new ArrayList<Provision>(wanted.size());
        for (var details : wanted) {
            var user = known.get(details.login());
            var provision = decide(details, user, there);
            if (provision.isChange()) {
                var changed = user == null ? create(details, everybody, by) : describe(user, details, by);
                details.groups().forEach(name -> join(changed, Objects.requireNonNull(there.get(name)), by));
            }
            provisions.add(provision);
        }
        return provisions;
    }

    private User create(ProvisionedUser details, Group everybody, String by) {
        var user = new User(details, everybody, clock.instant());
        users.addLater(user);
        events.fire(new UserCreated(user.id(), user.login(), by));
        return user;
    }

    private User describe(User user, ProvisionedUser details, String by) {
        var described = user.describe(details.update());
        if (!described.isEmpty()) {
            events.fire(new UserUpdated(user.id(), user.login(), described, by));
        }
        return user;
    }

    private void join(User user, Group group, String by) {
        if (user.join(group)) {
            events.fire(new GroupMemberAdded(group.id(), group.name(), user.id(), by));
        }
    }

    private Provision decide(ProvisionedUser wanted, @Nullable User known, Map<String, Group> there) {
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
        if (!faults.isEmpty()) {
            return new Provision(Provision.Outcome.FAULT, faults);
        }
        if (known == null) {
            return Provision.of(Provision.Outcome.CREATE);
        }
        return Provision.of(wanted.changes(known) ? Provision.Outcome.UPDATE : Provision.Outcome.UNCHANGED);
    }

    private static List<String> logins(Collection<ProvisionedUser> wanted) {
        return wanted.stream().map(ProvisionedUser::login).distinct().toList();
    }

    private static List<String> groupNames(Collection<ProvisionedUser> wanted) {
        return wanted.stream()
                .flatMap(user -> user.groups().stream())
                .distinct()
                .toList();
    }
}
