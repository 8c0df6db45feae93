package dev.latchkey.user.web;

import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.platform.web.ListState;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.shared.Page;
import dev.latchkey.user.Group;
import dev.latchkey.user.GroupService;
import dev.latchkey.user.SeenGroup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.omnifaces.util.Faces;

/** The Groups page. */
@Named
@PageScoped
public class GroupListView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient GroupService service;

    private final ListState list = new ListState("list:groups").text("q", 255);
    private final LazyPage<GroupRow> groups = new LazyPage<>(list, this::load);

    @PostConstruct
    void begin() {
        list.read(Faces.getRequestParameterMap());
    }

    private Page<GroupRow> load(int first, int rows) {
        var found = service.search(list.get("q"), first, rows);
        var counts = service.countMembers(found.items().stream().map(Group::id).toList());
        return new Page<>(
                found.items().stream()
                        .map(group -> GroupRow.of(group, counts.getOrDefault(group.id(), 0L)))
                        .toList(),
                found.total());
    }

    /** The group of the row whose command was chosen. */
    public SeenGroup getChosen() {
        return groups.chosen(GroupRow::id).seen();
    }

    public ListState getList() {
        return list;
    }

    public LazyPage<GroupRow> getGroups() {
        return groups;
    }
}
