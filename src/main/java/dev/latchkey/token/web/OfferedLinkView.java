package dev.latchkey.token.web;

import dev.latchkey.link.IssuedLink;
import dev.latchkey.link.OneTimeLink;
import dev.latchkey.platform.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;

/** A new link for the only response that shows it; never in session or view state. */
@Named
@RequestScoped
public class OfferedLinkView {

    @Inject
    Settings settings;

    private @Nullable IssuedLink issued;

    void show(IssuedLink link) {
        issued = link;
    }

    public String getName() {
        return issued == null ? "" : issued.link().tokenName();
    }

    /** Blank if there is none to show. */
    public String getUrl() {
        return issued == null
                ? ""
                : issued.url(settings.baseUrl().orElseGet(Faces::getRequestBaseURL))
                        .orElse("");
    }

    /** A link that goes by mail; null for none. */
    public @Nullable OneTimeLink getMailed() {
        return issued == null || issued.secret() != null ? null : issued.link();
    }
}
