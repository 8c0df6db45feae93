package dev.latchkey.user.web;

import dev.latchkey.platform.web.Refusal;
import dev.latchkey.user.GroupService;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.primefaces.PrimeFaces;

/** The question before a group is deleted. */
@Named
@ViewScoped
public class GroupDeleteView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    GroupService groups;

    private String name = "";

    public void open(GroupRow group) {
        name = group.name();
    }

    public void delete() {
        if (!Refusal.of(() -> groups.delete(name))) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    public String getName() {
        return name;
    }
}
