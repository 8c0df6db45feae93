package dev.latchkey.user.web;

import dev.latchkey.platform.web.Refusal;
import dev.latchkey.user.UserService;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.primefaces.PrimeFaces;

/** The question before a user is deactivated, or the personal data of a deactivated one is erased. */
@Named
@ViewScoped
public class UserDeactivateView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    UserService users;

    private String login = "";
    private String name = "";
    private boolean active;
    private boolean anonymize;

    public void open(UserRow user) {
        login = user.login();
        name = user.name();
        active = user.active();
        anonymize = !active;
    }

    public void deactivate() {
        if (!Refusal.of(() -> users.deactivate(login, anonymize))) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    public String getName() {
        return name;
    }

    /** Whether the user is still to be deactivated; otherwise it is only about the personal data. */
    public boolean isActive() {
        return active;
    }

    public boolean isAnonymize() {
        return anonymize;
    }

    public void setAnonymize(boolean anonymize) {
        this.anonymize = anonymize;
    }
}
