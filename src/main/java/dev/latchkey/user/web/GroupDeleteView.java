package dev.latchkey.user.web;

import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.user.GroupDeletion;
import dev.latchkey.user.GroupService;
import dev.latchkey.user.SeenGroup;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
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

    private SeenGroup seen = new SeenGroup(0, "", null);

    public void open(SeenGroup group) {
        seen = group;
    }

    public void delete() {
        if (!PageErrors.report(() -> deletion.delete(seen, null), () -> seen = SeenGroup.of(groups.get(seen)))) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    public String getName() {
        return seen.name();
    }
}
