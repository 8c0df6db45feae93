package dev.latchkey.user.web;

import dev.latchkey.link.Delivery;
import dev.latchkey.link.Invitations;
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

    @Inject
    Invitations invitations;

    @Inject
    UserInvitationView invited;

    private String login = "";
    private String name = "";
    private String email = "";
    private PasswordWay way = PasswordWay.FIRST;
    private String password = "";

    /** Opens with empty fields. */
    public void open() {
        DialogForm.reset("createUserForm");
    }

    public void create() {
        var refused = PageErrors.report(() -> {
            switch (way) {
                case FIRST -> createWithPassword();
                case LINK ->
                    invited.show(invitations.create(new NewUser(login, name, email, null), Delivery.HANDED_OVER));
                case MAIL -> invited.show(invitations.create(new NewUser(login, name, email, null), Delivery.MAILED));
            }
        });
        if (!refused) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    private void createWithPassword() {
        // requires a strong password here; a missing one is reported with the other missing fields
        if (!password.isEmpty()) {
            rule.check(login, name, email, password);
        }
        users.create(new NewUser(login, name, email, password));
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

    public PasswordWay getWay() {
        return way;
    }

    public void setWay(PasswordWay way) {
        this.way = way;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
