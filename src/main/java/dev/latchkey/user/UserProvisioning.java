package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.Message;
import dev.latchkey.shared.Text;
import dev.latchkey.user.GroupEvent.GroupMemberAdded;
import dev.latchkey.user.UserEvent.UserCreated;
import dev.latchkey.user.UserEvent.UserUpdated;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

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
    ProvisionRules rules;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** @throws ForbiddenException when the caller came with a token that may create no users */
    public void checkCaller() {
        rules.creationRefused().ifPresent(why -> {
            throw new ForbiddenException(null, why);
        });
    }

    /** What would become of each of them, in the same order. To be called in a transaction that has changed nothing yet. */
    public List<Provision> preview(List<ProvisionedUser> wanted) {
        var known = users.findAll(logins(wanted));
        var there = groups.findAll(groupNames(wanted));
        var provisions = wanted.stream()
                .map(user -> rules.decide(user, known.get(Text.fold(user.login())), there))
                .toList();
        users.forgetRead();
        return provisions;
    }

    /**
     * Creates or changes each of them, unless something is wrong with it, or it is not what was expected: the login has passed to
     * somebody else, or the user would become an administrator without that having been said. All have different logins.
     *
     * @param expected what {@link #preview} told of each, in the same order
     * @return what has become of each, in the same order
     */
    public List<Provision> apply(List<ProvisionedUser> wanted, List<Provision> expected) {
        var known = users.findAll(logins(wanted));
        var there = groups.findAll(groupNames(wanted));
        var everybody = users.group(Group.USERS);
        var provisions = new ArrayList<Provision>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            var details = wanted.get(i);
            var user = known.get(Text.fold(details.login()));
            var provision = asExpected(details, rules.decide(details, user, there), expected.get(i));
            if (provision.isChange()) {
                var changed = user == null ? create(details, everybody) : describe(user, details);
                details.groups().forEach(name -> join(changed, Objects.requireNonNull(there.get(name))));
            }
            provisions.add(provision);
        }
        return provisions;
    }

    private static Provision asExpected(ProvisionedUser wanted, Provision now, Provision expected) {
        if (!now.isChange()) {
            return now;
        }
        if (!Objects.equals(now.userId(), expected.userId())) {
            return now.withFault(Message.of("import.line.changed", wanted.login()));
        }
        return now.administrator() && !expected.administrator()
                ? now.withFault(Message.of("import.line.administrator", wanted.login()))
                : now;
    }

    private User create(ProvisionedUser details, Group everybody) {
        var user = new User(details, everybody, clock.instant());
        users.addLater(user);
        events.fire(new UserCreated(user.id()));
        return user;
    }

    private User describe(User user, ProvisionedUser details) {
        var described = user.describe(details.update());
        if (!described.isEmpty()) {
            events.fire(new UserUpdated(user.id(), described));
        }
        return user;
    }

    private void join(User user, Group group) {
        if (user.join(group)) {
            events.fire(new GroupMemberAdded(group.id(), group.name(), user.id()));
        }
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
