package dev.latchkey.user.web;

import dev.latchkey.platform.web.Refusal;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.PasswordRule;
import dev.latchkey.user.UserService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.primefaces.PrimeFaces;

/** The “Create user” dialog. Lives as long as one request: the password goes into no session. */
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

    /** Starts with empty fields, whatever was left there before. */
    public void open() {
        PrimeFaces.current().resetInputs("createUserForm");
    }

    public void create() {
        var refused = Refusal.of(() -> {
            // nobody types a password here that the user must replace at once; none at all is told with what else is
            // missing
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
