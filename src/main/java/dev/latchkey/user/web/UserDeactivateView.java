package dev.latchkey.user.web;

import dev.latchkey.platform.web.Refusal;
import dev.latchkey.user.UserService;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.primefaces.PrimeFaces;

/** The question before a user is deactivated. */
@Named
@ViewScoped
public class UserDeactivateView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    UserService users;

    private String login = "";
    private String name = "";

    public void open(String userLogin, String userName) {
        login = userLogin;
        name = userName;
    }

    public void deactivate() {
        if (!Refusal.of(() -> users.deactivate(login, false))) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    public String getName() {
        return name;
    }
}
