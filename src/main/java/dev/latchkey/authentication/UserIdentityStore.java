package dev.latchkey.authentication;

import dev.latchkey.user.SignIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

/** Logins and passwords of the users table. */
@ApplicationScoped
public class UserIdentityStore implements IdentityStore {

    @Inject
    SignIn signIn;

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof UsernamePasswordCredential presented)) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        return signIn.withPassword(presented.getCaller(), presented.getPasswordAsString())
                .map(user -> new CredentialValidationResult(new Caller(user), user.roles()))
                .orElse(CredentialValidationResult.INVALID_RESULT);
    }
}
