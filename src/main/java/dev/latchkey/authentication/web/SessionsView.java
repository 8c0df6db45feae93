package dev.latchkey.authentication.web;

import dev.latchkey.authentication.OwnSessions;
import dev.latchkey.authentication.PageAuthentication;
import dev.latchkey.authentication.Session;
import dev.latchkey.platform.web.PageScoped;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.omnifaces.util.Faces;

/** The sessions of the reader. */
@Named
@PageScoped
public class SessionsView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient OwnSessions sessions;

    private List<SessionRow> rows = List.of();

    @PostConstruct
    public void load() {
        var current =
                PageAuthentication.session(Faces.getRequest()).map(Session::id).orElse(0L);
        rows = sessions.list().stream()
                .map(session -> SessionRow.of(session, current))
                .toList();
    }

    public void end(long id) {
        sessions.end(id);
        load();
    }

    public List<SessionRow> getRows() {
        return rows;
    }
}
