package dev.latchkey.token;

import dev.latchkey.policy.CurrentPolicy;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.CredentialRule;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.RateExceededException;
import dev.latchkey.shared.Text;
import dev.latchkey.user.Role;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.User;
import dev.latchkey.user.UserDirectory;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one place that says who may act on whose tokens: everybody on their own, an administrator on anybody's. */
@Dependent
class TokenPermission {

    @Inject
    SecurityContext caller;

    @Inject
    CurrentPolicy policy;

    @Inject
    CredentialRule rule;

    @Inject
    UserDirectory users;

    @Inject
    TokenLimits limits;

    /**
     * Whose tokens the call is about.
     *
     * @param login as the caller gave it; null or blank for the caller's own
     * @throws ForbiddenException when the caller may not, before it can learn whether such a user exists
     */
    String owner(@Nullable String login) {
        var owner = login == null || login.isBlank() ? callerLogin() : login;
        if (!isCaller(owner) && !caller.isCallerInRole(Role.ADMINISTRATOR)) {
            throw new ForbiddenException(null, "token.others.forbidden");
        }
        return owner;
    }

    /**
     * The same for a token to be generated. From now on the policy stays as it is until the transaction ends.
     *
     * @throws ForbiddenException also when the caller came with a token and the policy lets no token generate another
     */
    String ownerOfNew(@Nullable String login) {
        checkNew(CredentialAct.GENERATE_TOKEN);
        return owner(login);
    }

    /**
     * The same for the token with which the caller came, which is to get a new value.
     *
     * @throws ForbiddenException when the policy lets no token rotate itself
     */
    String ownerOfItself() {
        checkNew(CredentialAct.ROTATE_ITSELF);
        return callerLogin();
    }

    /**
     * The same for the user whom a page shows.
     *
     * @throws ForbiddenException when the caller may not
     */
    void checkOwner(SeenUser owner) {
        if (!caller.isCallerInRole(Role.ADMINISTRATOR) && caller().id() != owner.id()) {
            throw new ForbiddenException(null, "token.others.forbidden");
        }
    }

    /**
     * The same for a token to be generated.
     *
     * @throws ForbiddenException also when the caller came with a token and the policy lets no token generate another
     */
    void checkOwnerOfNew(SeenUser owner) {
        checkNew(CredentialAct.GENERATE_TOKEN);
        checkOwner(owner);
    }

    private void checkNew(CredentialAct act) {
        policy.hold();
        rule.check(act);
    }

    /** @throws ForbiddenException when one of these users is somebody else and the caller is no administrator */
    void checkOwners(Collection<Long> userIds) {
        if (!caller.isCallerInRole(Role.ADMINISTRATOR) && !userIds.stream().allMatch(id -> id == caller().id())) {
            throw new ForbiddenException(null, "token.others.forbidden");
        }
    }

    /**
     * Whether there may be another token of a user, whoever generates it.
     *
     * @param owner whom the transaction holds locked
     * @throws ConflictException when the user has as many good ones as a user may have
     * @throws RateExceededException when too many values were made for the user in the last hour
     */
    void checkAnother(User owner) {
        limits.countGeneration(owner);
        limits.checkAnother(owner);
    }

    /** @throws RateExceededException when too many values were made for the user in the last hour */
    void checkAnotherValue(User owner) {
        limits.countGeneration(owner);
    }

    boolean isCaller(String login) {
        return Text.isSame(login, callerLogin());
    }

    /** The id of the token with which the caller came. */
    Optional<Long> callerToken() {
        return caller.getPrincipalsByType(TokenCaller.class).stream()
                .map(TokenCaller::tokenId)
                .findFirst();
    }

    User caller() {
        return users.get(callerLogin());
    }

    /** The caller as who generates or rotates a token. */
    Creator creator() {
        return new Creator(caller(), callerToken().orElse(null));
    }

    String callerLogin() {
        return caller.getCallerPrincipal().getName();
    }
}
