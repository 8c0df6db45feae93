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
 * Provisions many users for the services of other features, within their transactions and after their own
 * authorization, by the rules of {@link UserService}. New users have no password and can sign in once an administrator
 * sets one. Deactivated users stay deactivated, so that an old file does not bring them back.
 */
@Dependent
public class UserProvisioning {

    @Inject
    UserRepository users;

    @Inject
    GroupRepository groups;

    @Inject
    ProvisioningRules rules;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** @throws ForbiddenException if the policy does not allow the caller's token to create users */
    public void checkCaller() {
        rules.creationRefused().ifPresent(why -> {
            throw new ForbiddenException(null, why);
        });
    }

    /** The outcome for each user, in the same order. Requires a transaction without changes. */
    public List<ProvisioningResult> preview(List<ProvisionedUser> wanted) {
        var known = users.findAll(logins(wanted));
        var there = groups.findAll(groupNames(wanted));
        var provisions = rules.decide(wanted, known, there);
        users.forgetRead();
        return provisions;
    }

    /**
     * Creates or updates each user, unless its data is invalid or the outcome differs from the preview: the login
     * belongs to another user, or the user would become an administrator unexpectedly. All logins must differ.
     *
     * @param expected the results of {@link #preview}, in the same order
     * @param by the login of the caller
     * @return the outcome for each user, in the same order
     */
    public List<ProvisioningResult> apply(List<ProvisionedUser> wanted, List<ProvisioningResult> expected) {
        var known = users.findAll(logins(wanted));
        var there = groups.findAll(groupNames(wanted));
        var decided = rules.decide(wanted, known, there);
        var everybody = users.group(Group.USERS);
        var provisions = new ArrayList<ProvisioningResult>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            var details = wanted.get(i);
            var user = known.get(Text.fold(details.login()));
            var provision = asExpected(details, decided.get(i), expected.get(i));
            if (provision.isChange()) {
                var changed = user == null ? create(details, everybody) : describe(user, details);
                details.groups().forEach(name -> join(changed, Objects.requireNonNull(there.get(name))));
            }
            provisions.add(provision);
        }
        return provisions;
    }

    private static ProvisioningResult asExpected(
            ProvisionedUser wanted, ProvisioningResult now, ProvisioningResult expected) {
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
        var formerEmail = user.email();
        var described = user.describe(details.update());
        if (!described.isEmpty()) {
            events.fire(new UserUpdated(user.id(), described, formerEmail));
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
