package dev.latchkey.user.web;

import dev.latchkey.user.SeenUser;
import dev.latchkey.user.UserService;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/**
 * The question before a user is deactivated, or the personal data of a deactivated one is erased. What is decided upon is the
 * user and the state in which it was shown.
 */
@Named
@ViewScoped
public class UserDeactivateView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    UserService users;

    @Inject
    ChosenUserView chosen;

    private boolean anonymize;

    public void open(SeenUser user) {
        chosen.choose(user);
        anonymize = false;
    }

    /** To deactivate a user and to anonymize one are two questions: which of them was asked hangs on what was shown. */
    public void deactivate() {
        chosen.act(user -> users.deactivate(user, anonymize || !user.active()));
    }

    public String getName() {
        return chosen.name();
    }

    /** Whether the user is still to be deactivated; otherwise it is only about the personal data. */
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
