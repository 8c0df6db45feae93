package dev.latchkey.scope.web;

import dev.latchkey.platform.web.DialogForm;
import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.scope.ScopeDetails;
import dev.latchkey.scope.ScopeService;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog that registers or edits a scope. */
@Named
@PageScoped
public class ScopeEditView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient ScopeService scopes;

    /** Null for a new scope. */
    private @Nullable ScopeRow seen;

    private String name = "";
    private String description = "";
    private boolean administratorsOnly;

    public void openNew() {
        DialogForm.reset("editScopeForm");
        seen = null;
        name = "";
        description = "";
        administratorsOnly = false;
    }

    public void open(ScopeRow shown) {
        openNew();
        seen = shown;
        name = shown.name();
        description = shown.description();
        administratorsOnly = shown.administratorsOnly();
    }

    public void save() {
        var details = new ScopeDetails(name, description, administratorsOnly);
        var scope = seen;
        var refused = PageErrors.report(() -> {
            if (scope == null) {
                scopes.create(details);
            } else {
                scopes.update(scope.id(), scope.version(), details);
            }
        });
        if (!refused) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    public boolean isExists() {
        return seen != null;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public boolean isAdministratorsOnly() {
        return administratorsOnly;
    }

    public void setAdministratorsOnly(boolean administratorsOnly) {
        this.administratorsOnly = administratorsOnly;
    }
}
