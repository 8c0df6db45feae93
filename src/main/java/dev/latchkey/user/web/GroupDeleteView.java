package dev.latchkey.user.web;

import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.user.GroupDeletion;
import dev.latchkey.user.GroupService;
import dev.latchkey.user.SeenGroup;
import dev.latchkey.user.ServiceAccountService;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog that deletes a group, identified by its name and description. A change of its members is no conflict. */
@Named
@PageScoped
public class GroupDeleteView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient GroupService groups;

    @Inject
    transient GroupDeletion deletion;

    @Inject
    transient ServiceAccountService accounts;

    private SeenGroup seen = new SeenGroup(0, "", null);
    private List<String> owners = List.of();
    private @Nullable String newOwner;

    public void open(SeenGroup group) {
        seen = group;
        newOwner = null;
        owners = List.of();
        PageErrors.report(() -> askForOwner(group));
    }

    private void askForOwner(SeenGroup group) {
        if (groups.countAccounts(group) > 0) {
            owners = accounts.owners().stream()
                    .filter(name -> !name.equals(group.name()))
                    .toList();
        }
    }

    public void delete() {
        if (!PageErrors.report(() -> deletion.delete(seen, newOwner), () -> seen = SeenGroup.of(groups.get(seen)))) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    /** The names of the groups that may own its service accounts; empty if it owns none. */
    public List<String> getOwners() {
        return owners;
    }

    public @Nullable String getNewOwner() {
        return newOwner;
    }

    public void setNewOwner(@Nullable String newOwner) {
        this.newOwner = newOwner;
    }

    public String getName() {
        return seen.name();
    }
}
