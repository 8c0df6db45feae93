package dev.latchkey.user.web;

import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.UserService;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/**
 * The dialog that deactivates a user, or erases the personal data of a deactivated one. Acts only if the user is still
 * in the state shown.
 */
@Named
@PageScoped
public class UserDeactivateView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient UserService users;

    @Inject
    transient ChosenUserView chosen;

    private boolean anonymize;

    public void open(SeenUser user) {
        chosen.choose(user);
        anonymize = false;
    }

    /**
     * Deactivation and anonymization are different questions; the state shown tells which one the reader confirmed.
     */
    public void deactivate() {
        chosen.act(user -> users.deactivate(user, anonymize || !user.active()));
    }

    public String getName() {
        return chosen.name();
    }

    /** Whether the dialog deactivates; otherwise it only erases personal data. */
    public boolean isActive() {
        return chosen.isActive();
    }

    public boolean isAnonymize() {
        return anonymize;
    }

    public void setAnonymize(boolean anonymize) {
        this.anonymize = anonymize;
    }
}
