package dev.latchkey.token;

import dev.latchkey.policy.CurrentPolicy;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.CredentialRule;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authorizes access to tokens: users act on their own and on those of the service accounts that they manage, administrators
 * on all.
 */
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
     * The owner of the tokens in the call.
     *
     * @param login as sent; null or blank for the caller
     * @throws ForbiddenException if the caller lacks permission, whether or not the user exists
     */
    String owner(@Nullable String login) {
        var owner = login == null || login.isBlank() ? callerLogin() : login;
        if (!isCaller(owner) && !users.isManaged(owner)) {
            throw new ForbiddenException(null, "token.others.forbidden");
        }
        return owner;
    }

    /**
     * The owner of a token to be generated. Locks the policy until the transaction ends.
     *
     * @throws ForbiddenException also if the policy does not allow tokens to generate tokens
     */
    String ownerOfNew(@Nullable String login) {
        checkNew(CredentialAct.GENERATE_TOKEN);
        return owner(login);
    }

    /** As {@link #ownerOfNew}, of a token for the caller. */
    void checkNew() {
        checkNew(CredentialAct.GENERATE_TOKEN);
    }

    /**
     * The owner of a token to be bound to networks, for whoever may revoke it. Locks the policy until the transaction ends.
     *
     * @param login as sent; null or blank for the caller
     * @throws ForbiddenException if the caller lacks permission, whether or not the user exists
     */
    String ownerOfBound(@Nullable String login) {
        policy.hold();
        return owner(login);
    }

    /** @throws ForbiddenException if the policy does not allow the caller's token to generate tokens, nor to widen them */
    void checkWiden() {
        rule.check(CredentialAct.GENERATE_TOKEN);
    }

    /**
     * The owner of the caller's token, for its rotation.
     *
     * @throws ForbiddenException if the policy does not allow tokens to rotate themselves
     */
    String ownerOfItself() {
        checkNew(CredentialAct.ROTATE_ITSELF);
        return callerLogin();
    }

    /**
     * Checks the owner that a page shows.
     *
     * @throws ForbiddenException if the caller lacks permission
     */
    void checkOwner(SeenUser owner) {
        checkOwners(List.of(owner.id()));
    }

    /**
     * Checks the owner of a token to be generated.
     *
     * @throws ForbiddenException also if the policy does not allow tokens to generate tokens
     */
    void checkOwnerOfNew(SeenUser owner) {
        checkNew(CredentialAct.GENERATE_TOKEN);
        checkOwner(owner);
    }

    private void checkNew(CredentialAct act) {
        policy.hold();
        rule.check(act);
    }

    /** @throws ForbiddenException for users whose tokens the caller does not manage */
    void checkOwners(Collection<Long> userIds) {
        if (caller.isCallerInRole(Role.ADMINISTRATOR)) {
            return;
        }
        var self = caller().id();
        var others = userIds.stream().filter(id -> id != self).toList();
        if (!users.areManaged(others)) {
            throw new ForbiddenException(null, "token.others.forbidden");
        }
    }

    /**
     * Checks the limits for another token of a user.
     *
     * @param owner locked by the transaction
     * @throws ConflictException if the user has the maximum number of active tokens
     * @throws RateExceededException if the user exceeds the hourly limit
     */
    void checkAnother(User owner) {
        limits.countGeneration(owner);
        limits.checkAnother(owner);
    }

    /** @throws RateExceededException if the user exceeds the hourly limit */
    void checkAnotherValue(User owner) {
        limits.countGeneration(owner);
    }

    /** @throws InvalidException if the user is deactivated, and so gets no new tokens */
    static void checkActive(User owner) {
        if (!owner.isActive()) {
            throw new InvalidException("login", "token.user.deactivated", owner.login());
        }
    }

    /** Whether the caller is the user, or belongs to the group that owns the service account. */
    boolean isOwner(User user) {
        return isCaller(user.login()) || user.isServiceAccount() && users.isOfCallersGroup(user.login());
    }

    boolean isCaller(String login) {
        return Text.isSame(login, callerLogin());
    }

    /** The id of the caller's token; empty for none. */
    Optional<Long> callerToken() {
        return caller.getPrincipalsByType(TokenCaller.class).stream()
                .map(TokenCaller::tokenId)
                .findFirst();
    }

    private @Nullable Networks callerNetworks() {
        return caller.getPrincipalsByType(TokenCaller.class).stream()
                .map(TokenCaller::networks)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * The caller.
     *
     * @param owner already read by this transaction, and not read again if it is the caller
     */
    User caller(User owner) {
        return isCaller(owner.login()) ? owner : caller();
    }

    private User caller() {
        return users.get(callerLogin());
    }

    /** The caller as the creator of a token of this owner. */
    Creator creator(User owner) {
        return new Creator(caller(owner), callerToken().orElse(null), callerNetworks());
    }

    String callerLogin() {
        return caller.getCallerPrincipal().getName();
    }
}
