package dev.latchkey.user.web;

import dev.latchkey.authentication.UserSessions;
import dev.latchkey.user.SeenUser;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The “End sessions” dialog. */
@Named
@RequestScoped
public class UserSessionsView {

    @Inject
    UserSessions sessions;

    @Inject
    ChosenUserView chosen;

    public void open(SeenUser user) {
        chosen.choose(user);
    }

    public void end() {
        chosen.act(sessions::end);
    }

    public String getName() {
        return chosen.name();
    }
}
