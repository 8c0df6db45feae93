package dev.latchkey.user.web;

import dev.latchkey.link.Delivery;
import dev.latchkey.link.Invitations;
import dev.latchkey.platform.web.DialogForm;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.UserService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The “Change password” dialog. Request-scoped, so that no session holds the password. */
@Named
@RequestScoped
public class UserPasswordView {

    @Inject
    UserService users;

    @Inject
    ChosenUserView chosen;

    @Inject
    Invitations invitations;

    @Inject
    UserInvitationView invited;

    private PasswordWay way = PasswordWay.FIRST;
    private String password = "";

    public void open(SeenUser user) {
        DialogForm.reset("userPasswordForm");
        chosen.choose(user);
    }

    public void change() {
        chosen.act(user -> {
            switch (way) {
                case FIRST -> users.changePassword(user, password);
                case LINK -> invited.show(invitations.invite(user, Delivery.HANDED_OVER));
                case MAIL -> invited.show(invitations.invite(user, Delivery.MAILED));
            }
        });
    }

    public String getLogin() {
        return chosen.login();
    }

    public String getName() {
        return chosen.name();
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
