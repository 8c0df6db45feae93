package dev.latchkey.user.web;

import dev.latchkey.platform.web.Refusal;
import dev.latchkey.user.UserService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.primefaces.PrimeFaces;

/** The “Change password” dialog. Lives as long as one request: the password goes into no session. */
@Named
@RequestScoped
public class UserPasswordView {

    @Inject
    UserService users;

    private String login = "";
    private String name = "";
    private String password = "";

    public void open(String userLogin, String userName) {
        PrimeFaces.current().resetInputs("userPasswordForm");
        login = userLogin;
        name = userName;
    }

    public void change() {
        if (!Refusal.of(() -> users.changePassword(login, password))) {
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

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
