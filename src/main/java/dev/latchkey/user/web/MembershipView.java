package dev.latchkey.user.web;

import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.shared.Message;
import dev.latchkey.user.GroupService;
import dev.latchkey.user.MembershipQuery;
import dev.latchkey.user.MembershipQuery.Selection;
import dev.latchkey.user.SeenGroup;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.UserService;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.primefaces.PrimeFaces;

/**
 * The dialog for the groups of a user, or the users of a group. Users and groups are identified by id. Ticking a box
 * succeeds even if another administrator has already added the membership.
 */
@Named
@PageScoped
public class MembershipView implements Serializable {

    private static final long serialVersionUID = 1;

    /** Rows added at once; readers search in long lists. */
    private static final int STEP = 20;

    private static final int MOST = 500;

    @Inject
    transient GroupService service;

    @Inject
    transient UserService users;

    /** Exactly one is set while the dialog is open. */
    private @Nullable SeenUser user;

    private @Nullable SeenGroup group;
    private String text = "";
    private int wanted = STEP;
    private List<MembershipRow> rows = List.of();
    private long total;
    private Selection selection = Selection.SELECTED;

    public void openUser(SeenUser shown) {
        close();
        user = shown;
        load();
    }

    public void openGroup(SeenGroup shown) {
        close();
        group = shown;
        load();
    }

    public void close() {
        user = null;
        group = null;
        text = "";
        selection = Selection.SELECTED;
        wanted = STEP;
        rows = List.of();
    }

    private void load() {
        var query = new MembershipQuery(text, selection, 0, wanted);
        rows = List.of();
        total = 0;
        PageErrors.report(() -> {
            var found = user == null
                    ? service.usersOf(Objects.requireNonNull(group), query)
                    : service.groupsOf(user, query);
            rows = found.items().stream()
                    .map(user == null ? MembershipRow::ofUser : MembershipRow::ofGroup)
                    .toList();
            total = found.total();
        });
    }

    /** Reloads from the first row. */
    public void filter() {
        wanted = STEP;
        load();
    }

    public void showMore() {
        wanted = Math.min(wanted + STEP, MOST);
        load();
    }

    /** Applies the box; reverts the box after a refusal. */
    public void change(MembershipRow other) {
        var member = user == null ? other.user() : user;
        var joined = group == null ? other.group() : group;
        var refused = PageErrors.report(
                () -> {
                    if (other.isSelected()) {
                        service.addMember(joined, member);
                    } else {
                        service.removeMember(joined, member);
                    }
                },
                this::showAnew);
        if (refused) {
            other.setSelected(!other.isSelected());
        }
    }

    /** Refreshes title and rows after a conflict. */
    private void showAnew() {
        user = user == null ? null : SeenUser.of(users.get(user));
        group = group == null ? null : SeenGroup.of(service.get(group));
        load();
        PrimeFaces.current().ajax().update("membershipTitle", "membershipForm:others");
    }

    public boolean isOpen() {
        return user != null || group != null;
    }

    public String getTitle() {
        var title = user != null
                ? Message.of("membership.user", user.name())
                : Message.of("membership.group", group == null ? "" : group.name());
        return title.in(Faces.getLocale());
    }

    public List<MembershipRow> getRows() {
        return rows;
    }

    public long getTotal() {
        return total;
    }

    public boolean isMore() {
        return rows.size() < total && wanted < MOST;
    }

    public String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        var given = text == null ? "" : text;
        this.text = given.substring(0, Math.min(given.length(), 200));
    }

    public Selection[] getSelections() {
        return Selection.values();
    }

    public Selection getSelection() {
        return selection;
    }

    public void setSelection(Selection selection) {
        this.selection = selection;
    }
}
