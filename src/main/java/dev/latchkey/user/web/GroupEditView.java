package dev.latchkey.user.web;

import dev.latchkey.platform.web.DialogForm;
import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.user.GroupDetails;
import dev.latchkey.user.GroupService;
import dev.latchkey.user.SeenGroup;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/**
 * The dialog that creates or edits a group. If the group has changed since the dialog opened, the dialog says so before
 * it overwrites the change.
 */
@Named
@PageScoped
public class GroupEditView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient GroupService groups;

    /** Null for a new group. */
    private @Nullable SeenGroup seen;

    private boolean builtIn;
    private String name = "";
    private String description = "";

    public void openNew() {
        DialogForm.reset("editGroupForm");
        seen = null;
        builtIn = false;
        name = "";
        description = "";
    }

    /** Opens with current details; those of the table may be outdated. */
    public void open(SeenGroup shown) {
        openNew();
        PageErrors.report(() -> {
            var group = groups.get(shown);
            seen = SeenGroup.of(group);
            builtIn = group.isBuiltIn();
            name = group.name();
            description = Objects.requireNonNullElse(group.description(), "");
        });
    }

    /** After a conflict, saving again overwrites: the reader has seen the other change. */
    public void save() {
        var group = seen;
        var refused = group == null
                ? PageErrors.report(() -> groups.create(details()))
                : PageErrors.report(
                        () -> groups.update(group, details()), () -> seen = SeenGroup.of(groups.get(group)));
        if (!refused) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    private GroupDetails details() {
        return new GroupDetails(name, description, null);
    }

    public boolean isExists() {
        return seen != null;
    }

    public boolean isBuiltIn() {
        return builtIn;
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
}
