package dev.latchkey.user.web;

import dev.latchkey.platform.web.Refusal;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.User;
import dev.latchkey.user.UserService;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.function.Consumer;
import org.primefaces.PrimeFaces;

/** The user whom a dialog of the Users page is about, as that dialog shows it. */
@Named
@ViewScoped
public class ChosenUserView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    UserService users;

    private SeenUser seen = new SeenUser(0, "", "", null, false);

    void choose(SeenUser user) {
        seen = user;
    }

    /** Chooses the user with the details of today, not with those of the table, which may be older. */
    User chooseAnew(SeenUser user) {
        var today = users.get(user);
        seen = SeenUser.of(today);
        return today;
    }

    /**
     * Does this with the user, and says whether it is done. When the user is no longer what the dialog shows, nothing is done,
     * and the dialog shows what there is now: a reader who then goes on means that.
     */
    void act(Consumer<SeenUser> action) {
        if (!Refusal.of(() -> action.accept(seen), () -> chooseAnew(seen))) {
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
