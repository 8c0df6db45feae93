package dev.latchkey.user.web;

import dev.latchkey.platform.web.DialogForm;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.UserService;
import dev.latchkey.user.UserUpdate;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Objects;

/**
 * The “Update details” dialog. If the user has changed since the dialog opened, the dialog says so before it overwrites
 * the change.
 */
@Named
@PageScoped
public class UserUpdateView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient UserService users;

    @Inject
    transient ChosenUserView chosen;

    private String login = "";
    private String name = "";
    private String email = "";

    public void open(SeenUser shown) {
        DialogForm.reset("updateUserForm");
        var user = chosen.chooseAnew(shown);
        login = user.login();
        name = user.name();
        email = Objects.requireNonNullElse(user.email(), "");
    }

    /** After a conflict, keeps the input next to the message; saving again overwrites. */
    public void update() {
        chosen.act(user -> users.update(user, new UserUpdate(login, name, email, null)));
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
