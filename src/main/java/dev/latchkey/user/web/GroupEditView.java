package dev.latchkey.user.web;

import dev.latchkey.platform.web.Refusal;
import dev.latchkey.user.GroupDetails;
import dev.latchkey.user.GroupService;
import dev.latchkey.user.SeenGroup;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/**
 * The dialog that creates a group or changes one. What is decided upon is what stands in the fields when it opens: whatever of
 * that somebody else has changed meanwhile is told before it is lost.
 */
@Named
@ViewScoped
public class GroupEditView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    GroupService groups;

    /** Null as long as the group is still to be made. */
    private @Nullable SeenGroup seen;

    private boolean builtIn;
    private String name = "";
    private String description = "";

    public void openNew() {
        PrimeFaces.current().resetInputs("editGroupForm");
        seen = null;
        builtIn = false;
        name = "";
        description = "";
    }

    /** Starts with the details of today, not with those of the table, which may be older. */
    public void open(SeenGroup shown) {
        openNew();
        Refusal.of(() -> {
            var group = groups.get(shown);
            seen = SeenGroup.of(group);
            builtIn = group.isBuiltIn();
            name = group.name();
            description = Objects.requireNonNullElse(group.description(), "");
        });
    }

    /** Who has been told what somebody else changed, and saves once more, means it. */
    public void save() {
        var group = seen;
        var refused = group == null
                ? Refusal.of(() -> groups.create(details()))
                : Refusal.of(() -> groups.update(group, details()), () -> seen = SeenGroup.of(groups.get(group)));
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
