package dev.latchkey.user.web;

import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.ServiceAccountService;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.primefaces.PrimeFaces;

/** The dialog that deactivates a service account, if it is still in the state shown. */
@Named
@PageScoped
public class ServiceAccountDeactivateView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient ServiceAccountService accounts;

    private SeenUser seen = new SeenUser(0, "", "", null, false, true);

    public void open(SeenUser account) {
        seen = account;
    }

    public void deactivate() {
        if (!PageErrors.report(() -> accounts.deactivate(seen), () -> seen = SeenUser.of(accounts.get(seen)))) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    public String getName() {
        return seen.name();
    }
}
