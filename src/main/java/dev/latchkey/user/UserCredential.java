package dev.latchkey.user;

import dev.latchkey.shared.Credential;
import dev.latchkey.shared.Mandate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A caller is valid while the user is active and has the role. */
@ApplicationScoped
class UserCredential implements Credential {

    @Inject
    UserRepository users;

    @Override
    public boolean isGood(Mandate mandate) {
        var id = mandate.caller().userId();
        return id != null
                && users.findWithGroups(id)
                        .filter(User::isActive)
                        .filter(user -> user.roles().contains(mandate.role()))
                        .isPresent();
    }
}
