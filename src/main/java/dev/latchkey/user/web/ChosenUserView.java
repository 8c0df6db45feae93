package dev.latchkey.user.web;

import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.User;
import dev.latchkey.user.UserService;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.function.Consumer;
import org.primefaces.PrimeFaces;

/** The user that a dialog of the Users page is about. */
@Named
@PageScoped
public class ChosenUserView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient UserService users;

    private SeenUser seen = new SeenUser(0, "", "", null, false, false);

    void choose(SeenUser user) {
        seen = user;
    }

    /** Chooses the user with current details; those of the table may be outdated. */
    User chooseAnew(SeenUser user) {
        var today = users.get(user);
        seen = SeenUser.of(today);
        return today;
    }

    /**
     * Acts on the user and reports success to the page. If the user has changed since the dialog was shown, does
     * nothing and refreshes the dialog, so that the reader can confirm again.
     */
    void act(Consumer<SeenUser> action) {
        if (!PageErrors.report(() -> action.accept(seen), () -> chooseAnew(seen))) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    String login() {
        return seen.login();
    }

    String name() {
        return seen.name();
    }

    boolean isActive() {
        return seen.active();
    }
}
