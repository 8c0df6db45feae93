package dev.latchkey.user.web;

import dev.latchkey.platform.web.Refusal;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.user.Group;
import dev.latchkey.user.GroupDetails;
import dev.latchkey.user.GroupService;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Objects;
import org.primefaces.PrimeFaces;

/** The dialog that creates a group or changes one. */
@Named
@ViewScoped
public class GroupEditView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    GroupService groups;

    private String currentName = "";
    private int version;
    private boolean builtIn;
    private String name = "";
    private String description = "";

    public void openNew() {
        PrimeFaces.current().resetInputs("editGroupForm");
        currentName = "";
        builtIn = false;
        name = "";
        description = "";
    }

    /** Starts with the details of today, not with those of the table, which may be older. */
    public void open(GroupRow row) {
        openNew();
        Refusal.of(() -> {
            var group = groups.get(row.name());
            seen(group);
            builtIn = group.isBuiltIn();
            name = group.name();
            description = Objects.requireNonNullElse(group.description(), "");
        });
    }

    private void seen(Group group) {
        currentName = group.name();
        version = group.version();
    }

    public void save() {
        if (!Refusal.of(this::createOrUpdate)) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    /** Who has been told what somebody else changed, and saves once more, means it. */
    private void createOrUpdate() {
        if (!isExists()) {
            groups.create(new GroupDetails(name, description, null));
            return;
        }
        try {
            groups.update(currentName, new GroupDetails(name, description, version));
        } catch (ConflictException e) {
            seen(groups.get(currentName));
            throw e;
        }
    }

    public boolean isExists() {
        return !currentName.isEmpty();
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
