package dev.latchkey.user.web;

import dev.latchkey.platform.web.Refusal;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.user.User;
import dev.latchkey.user.UserService;
import dev.latchkey.user.UserUpdate;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Objects;
import org.primefaces.PrimeFaces;

/** The “Update details” dialog. */
@Named
@ViewScoped
public class UserUpdateView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    UserService users;

    private String currentLogin = "";
    private int version;
    private String login = "";
    private String name = "";
    private String email = "";

    /** Starts with the details of today, not with those of the table, which may be older. */
    public void open(String userLogin) {
        PrimeFaces.current().resetInputs("updateUserForm");
        Refusal.of(() -> {
            var user = users.get(userLogin);
            seen(user);
            login = user.login();
            name = user.name();
            email = Objects.requireNonNullElse(user.email(), "");
        });
    }

    private void seen(User user) {
        currentLogin = user.login();
        version = user.version();
    }

    public void update() {
        if (!Refusal.of(this::save)) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    /** Who has been told what somebody else changed, and saves once more, means it. */
    private void save() {
        try {
            users.update(currentLogin, new UserUpdate(login, name, email, version));
        } catch (ConflictException e) {
            seen(users.get(currentLogin));
            throw e;
        }
    }

    public String getLogin() {
        return login;
    }

    public void setLogin(String login) {
        this.login = login;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }
}
