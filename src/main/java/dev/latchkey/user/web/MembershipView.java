package dev.latchkey.user.web;

import dev.latchkey.platform.web.Refusal;
import dev.latchkey.shared.Message;
import dev.latchkey.user.GroupService;
import dev.latchkey.user.MembershipQuery;
import dev.latchkey.user.SeenGroup;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.Selection;
import dev.latchkey.user.UserService;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.primefaces.PrimeFaces;

/**
 * The dialog that says who belongs to what: the groups of one user, or the users of one group. What is decided upon is a pair,
 * the one in the title and the one in the line, whatever login or name they go by. Whether they belong together already does
 * not matter: a tick means that they do from now on.
 */
@Named
@ViewScoped
public class MembershipView implements Serializable {

    private static final long serialVersionUID = 1;

    /** How many more are shown at once; who looks for one of thousands types. */
    private static final int STEP = 20;

    private static final int MOST = 500;

    @Inject
    GroupService service;

    @Inject
    UserService users;

    /** One of the two is there while the dialog is open: whose groups, or whose users. */
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
        Refusal.of(() -> {
            var found = user == null
                    ? service.usersOf(Objects.requireNonNull(group), query)
                    : service.groupsOf(user, query);
            rows = found.items().stream()
                    .map(user == null ? MembershipRow::ofUser : MembershipRow::ofGroup)
                    .toList();
            total = found.total();
        });
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
        var member = user == null ? other.user() : user;
        var joined = group == null ? other.group() : group;
        var refused = Refusal.of(
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

    /** Somebody else has changed a user or a group that is shown: title and lines say what there is now. */
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

    public Selection getSelection() {
        return selection;
    }

    public void setSelection(Selection selection) {
        this.selection = selection;
    }
}
