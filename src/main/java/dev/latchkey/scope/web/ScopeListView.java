package dev.latchkey.scope.web;

import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.platform.web.ListState;
import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.scope.ScopeService;
import dev.latchkey.shared.Page;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.omnifaces.util.Faces;
import org.primefaces.PrimeFaces;

/** The Scopes page. */
@Named
@PageScoped
public class ScopeListView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient ScopeService service;

    private final ListState list = new ListState("list:scopes").text("q", 255).sizes(20, 50, 100);
    private final LazyPage<ScopeRow> scopes = new LazyPage<>(list, this::load);
    private long deleting;
    private String deletingName = "";

    @PostConstruct
    void begin() {
        list.read(Faces.getRequestParameterMap());
    }

    private Page<ScopeRow> load(int first, int rows) {
        var found = service.search(list.get("q"), first, rows);
        return new Page<>(found.items().stream().map(ScopeRow::of).toList(), found.total());
    }

    /** The scope of the row that the browser names. */
    public ScopeRow getChosen() {
        return scopes.chosen(ScopeRow::id);
    }

    /** Asks for confirmation. Deletes this scope by id, even if another one has its name by then. */
    public void ask() {
        var scope = getChosen();
        deleting = scope.id();
        deletingName = scope.name();
    }

    public void delete() {
        if (!PageErrors.report(() -> service.delete(deleting))) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    public LazyPage<ScopeRow> getScopes() {
        return scopes;
    }

    public ListState getList() {
        return list;
    }

    public String getDeletingName() {
        return deletingName;
    }
}
