package dev.latchkey.user.web;

import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.platform.web.ListState;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.shared.Page;
import dev.latchkey.token.TokenService;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.UserList;
import dev.latchkey.user.UserQuery;
import dev.latchkey.user.UserQuery.Order;
import dev.latchkey.user.UserQuery.Status;
import dev.latchkey.user.UserSummary;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.omnifaces.util.Faces;

/** The Users page. */
@Named
@PageScoped
public class UserListView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final Map<String, Order> COLUMNS =
            Map.of("name", Order.NAME, "lastConnection", Order.LAST_CONNECTION);

    @Inject
    transient UserList service;

    @Inject
    transient TokenService tokens;

    @Inject
    transient Clock clock;

    private final ListState list = new ListState("list:users")
            .text("q", 255)
            .choice("status", Status.ACTIVE)
            .choice("connection", LastConnection.ANY)
            .sortedBy(COLUMNS.keySet(), "")
            .sizes(20, 50, 100);
    private final LazyPage<UserRow> users = new LazyPage<>(list, this::load);

    @PostConstruct
    void begin() {
        list.read(Faces.getRequestParameterMap());
    }

    private Page<UserRow> load(int first, int rows) {
        var connection = Objects.requireNonNull(list.get("connection", LastConnection.class));
        var found = service.search(new UserQuery(
                list.get("q"),
                Objects.requireNonNull(list.get("status", Status.class)),
                null,
                null,
                connection.latest(clock.instant()),
                COLUMNS.getOrDefault(list.sortColumn(), Order.LOGIN),
                list.isAscending(),
                first,
                rows));
        var counts = tokens.count(found.items().stream().map(UserSummary::id).toList());
        return new Page<>(
                found.items().stream()
                        .map(user -> UserRow.of(user, counts.getOrDefault(user.id(), 0L)))
                        .toList(),
                found.total());
    }

    public ListState getList() {
        return list;
    }

    public LazyPage<UserRow> getUsers() {
        return users;
    }

    /** The user of the row whose command was chosen. */
    public SeenUser getChosen() {
        return users.chosen(UserRow::id).seen();
    }

    public LastConnection[] getConnections() {
        return LastConnection.values();
    }
}
