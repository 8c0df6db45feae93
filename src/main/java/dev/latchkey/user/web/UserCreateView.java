package dev.latchkey.user.web;

import dev.latchkey.platform.web.DialogForm;
import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.PasswordRule;
import dev.latchkey.user.UserService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.primefaces.PrimeFaces;

/** The “Create user” dialog. Request-scoped, so that no session holds the password. */
@Named
@RequestScoped
public class UserCreateView {

    @Inject
    UserService users;

    @Inject
    PasswordRule rule;

    private String login = "";
    private String name = "";
    private String email = "";
    private String password = "";

    /** Opens with empty fields. */
    public void open() {
        DialogForm.reset("createUserForm");
    }

    public void create() {
        var refused = PageErrors.report(() -> {
            // requires a strong password here; a missing one is reported with the other missing fields
            if (!password.isEmpty()) {
                rule.check(login, name, email, password);
            }
            users.create(new NewUser(login, name, email, password));
        });
        if (!refused) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
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

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
