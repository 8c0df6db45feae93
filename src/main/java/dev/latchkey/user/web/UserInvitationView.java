package dev.latchkey.user.web;

import dev.latchkey.link.IssuedLink;
import dev.latchkey.platform.LinkMail;
import dev.latchkey.platform.Settings;
import dev.latchkey.shared.Message;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.primefaces.PrimeFaces;

/**
 * The new link of a user who is to choose a password, for the only response that shows it; never in session or view state.
 */
@Named
@RequestScoped
public class UserInvitationView {

    @Inject
    LinkMail mail;

    @Inject
    Settings settings;

    private @Nullable IssuedLink issued;

    /** Empties the dialog. */
    public void close() {
        issued = null;
    }

    /** Shows the link in a dialog, or says that it goes by mail. */
    void show(IssuedLink link) {
        issued = link;
        var answer = PrimeFaces.current().ajax();
        if (link.secret() == null) {
            var words = Message.of("user.invited.mailed", link.link().user().name());
            answer.addCallbackParam("said", words.in(Faces.getLocale()));
        } else {
            answer.addCallbackParam("invited", true);
        }
    }

    /** Those that are possible now. */
    public List<PasswordWay> getWays() {
        return mail.isPossible() ? List.of(PasswordWay.values()) : List.of(PasswordWay.FIRST, PasswordWay.LINK);
    }

    /** Blank without a link. */
    public String getUrl() {
        return issued == null
                ? ""
                : issued.url(settings.baseUrl().orElseGet(Faces::getRequestBaseURL))
                        .orElse("");
    }

    /** When the link lapses; null without one. */
    public @Nullable Instant getLapsesAt() {
        return issued == null ? null : issued.link().lapsesAt();
    }

    public String getName() {
        return issued == null ? "" : issued.link().user().name();
    }
}
