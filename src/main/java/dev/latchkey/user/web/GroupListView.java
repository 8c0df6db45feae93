package dev.latchkey.user.web;

import dev.latchkey.platform.web.Address;
import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.shared.Page;
import dev.latchkey.user.Group;
import dev.latchkey.user.GroupService;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Components;
import org.primefaces.component.datatable.DataTable;

/** The Groups page. What it shows stands in its address, so that reload, back and a shared link keep it. */
@Named
@ViewScoped
public class GroupListView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int ROWS = 20;

    @Inject
    GroupService service;

    private final LazyPage<GroupRow> groups = new LazyPage<>((first, size, sortBy) -> load(first, size));
    private String text = "";
    private int page = 1;

    private Page<GroupRow> load(int first, int size) {
        page = first / size + 1;
        var found = service.search(text, first, size);
        var counts = service.countMembers(found.items().stream().map(Group::id).toList());
        new Address().with("q", text, "").with("page", page, 1).show();
        return new Page<>(
                found.items().stream()
                        .map(group -> GroupRow.of(group, counts.getOrDefault(group.id(), 0L)))
                        .toList(),
                found.total());
    }

    /** Other groups are wanted: from the first page on. */
    public void filter() {
        DataTable table = Components.findComponent("list:groups");
        table.setFirst(0);
    }

    public LazyPage<GroupRow> getGroups() {
        return groups;
    }

    public int getTotal() {
        return groups.getRowCount();
    }

    public int getFirst() {
        return (page - 1) * ROWS;
    }

    public String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        var wanted = text == null ? "" : text;
        this.text = wanted.substring(0, Math.min(wanted.length(), 255));
    }

    // What the address says is anybody's: what makes no sense is passed over.

    public String getPageParameter() {
        return Integer.toString(page);
    }

    public void setPageParameter(@Nullable String wanted) {
        page = wanted != null && wanted.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(wanted) : 1;
    }
}
