package dev.latchkey.user.web;

import dev.latchkey.link.Delivery;
import dev.latchkey.link.Invitations;
import dev.latchkey.platform.web.DialogForm;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.UserService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * The “Reactivate” dialog. Acts only on the deactivated user shown, not on a later holder of the login. Request-scoped,
 * so that no session holds the password.
 */
@Named
@RequestScoped
public class UserReactivateView {

    @Inject
    UserService users;

    @Inject
    ChosenUserView chosen;

    @Inject
    Invitations invitations;

    @Inject
    UserInvitationView invited;

    private String name = "";
    private String email = "";
    private PasswordWay way = PasswordWay.FIRST;
    private String password = "";

    public void open(SeenUser user) {
        DialogForm.reset("reactivateUserForm");
        chosen.choose(user);
        name = user.name();
    }

    public void reactivate() {
        chosen.act(user -> {
            var details = new NewUser(user.login(), name, email, way == PasswordWay.FIRST ? password : null);
            switch (way) {
                case FIRST -> users.reactivate(user, details);
                case LINK -> invited.show(invitations.reactivate(user, details, Delivery.HANDED_OVER));
                case MAIL -> invited.show(invitations.reactivate(user, details, Delivery.MAILED));
            }
        });
    }

    public String getLogin() {
        return chosen.login();
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
