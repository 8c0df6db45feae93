package dev.latchkey.user.web;

import dev.latchkey.platform.web.Refusal;
import dev.latchkey.shared.Message;
import dev.latchkey.user.GroupService;
import dev.latchkey.user.MembershipQuery;
import dev.latchkey.user.Selection;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;

/** The dialog that says who belongs to what: the groups of one user, or the users of one group. */
@Named
@ViewScoped
public class MembershipView implements Serializable {

    private static final long serialVersionUID = 1;

    /** How many more are shown at once; who looks for one of thousands types. */
    private static final int STEP = 20;

    private static final int MOST = 500;

    @Inject
    GroupService service;

    private String login = "";
    private String userName = "";
    private String group = "";
    private String text = "";
    private int wanted = STEP;
    private List<MembershipRow> rows = List.of();
    private long total;
    private Selection selection = Selection.SELECTED;

    public void openUser(String userLogin, String name) {
        close();
        login = userLogin;
        userName = name;
        load();
    }

    public void openGroup(String name) {
        close();
        group = name;
        load();
    }

    public void close() {
        login = "";
        group = "";
        text = "";
        selection = Selection.SELECTED;
        wanted = STEP;
        rows = List.of();
    }

    private void load() {
        var query = new MembershipQuery(text, selection, 0, wanted);
        var found = isOfUser() ? service.groupsOf(login, query) : service.usersOf(group, query);
        rows = found.items().stream()
                .map(isOfUser() ? MembershipRow::ofGroup : MembershipRow::ofUser)
                .toList();
        total = found.total();
    }

    /** Others are wanted: from the first on. */
    public void filter() {
        wanted = STEP;
        load();
    }

    public void showMore() {
        wanted = Math.min(wanted + STEP, MOST);
        load();
    }

    /** Does as the box of the line says; when that is refused, the box goes back. */
    public void change(MembershipRow other) {
        var user = isOfUser() ? login : other.getKey();
        var name = isOfUser() ? other.getKey() : group;
        var refused = Refusal.of(() -> {
            if (other.isSelected()) {
                service.addMember(name, user);
            } else {
                service.removeMember(name, user);
            }
        });
        if (refused) {
            other.setSelected(!other.isSelected());
        }
    }

    private boolean isOfUser() {
        return !login.isEmpty();
    }

    public boolean isOpen() {
        return isOfUser() || !group.isEmpty();
    }

    public String getTitle() {
        var title = isOfUser() ? Message.of("membership.user", userName) : Message.of("membership.group", group);
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

    public Selection getSelection() {
        return selection;
    }

    public void setSelection(Selection selection) {
        this.selection = selection;
    }
}
