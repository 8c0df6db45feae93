package dev.latchkey.user.web;

import dev.latchkey.platform.web.Address;
import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.shared.Page;
import dev.latchkey.token.TokenService;
import dev.latchkey.user.User;
import dev.latchkey.user.UserQuery;
import dev.latchkey.user.UserQuery.Order;
import dev.latchkey.user.UserQuery.Status;
import dev.latchkey.user.UserService;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Components;
import org.primefaces.component.datatable.DataTable;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

/** The Users page. What it shows stands in its address, so that reload, back and a shared link keep it. */
@Named
@ViewScoped
public class UserListView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final List<Integer> SIZES = List.of(20, 50, 100);
    private static final Map<String, Order> COLUMNS =
            Map.of("name", Order.NAME, "lastConnection", Order.LAST_CONNECTION);

    @Inject
    UserService service;

    @Inject
    TokenService tokens;

    @Inject
    Clock clock;

    private final LazyPage<UserRow> users = new LazyPage<>(this::load);
    private String text = "";
    private Status status = Status.ACTIVE;
    private LastConnection connection = LastConnection.ANY;
    private @Nullable String column;
    private boolean ascending = true;
    private int page = 1;
    private int rows = SIZES.get(0);

    private Page<UserRow> load(int first, int size, Map<String, SortMeta> sortBy) {
        var sort = sortBy.values().stream().filter(SortMeta::isActive).findFirst();
        column = sort.map(SortMeta::getField).filter(COLUMNS::containsKey).orElse(null);
        ascending = sort.map(SortMeta::getOrder).orElse(SortOrder.ASCENDING).isAscending();
        rows = size;
        page = first / size + 1;
        var order = COLUMNS.getOrDefault(column == null ? "" : column, Order.LOGIN);
        var found = service.search(new UserQuery(
                text, status, null, null, connection.latest(clock.instant()), order, ascending, first, size));
        var counts = tokens.count(found.items().stream().map(User::id).toList());
        new Address()
                .with("q", text, "")
                .with("status", status, Status.ACTIVE)
                .with("connection", connection, LastConnection.ANY)
                .with("sort", getSortParameter(), "")
                .with("page", page, 1)
                .with("rows", rows, SIZES.get(0))
                .show();
        return new Page<>(
                found.items().stream()
                        .map(user -> UserRow.of(user, counts.getOrDefault(user.id(), 0L)))
                        .toList(),
                found.total());
    }

    /** Other users are wanted: from the first page on. */
    public void filter() {
        DataTable table = Components.findComponent("list:users");
        table.setFirst(0);
    }

    public LazyPage<UserRow> getUsers() {
        return users;
    }

    public int getTotal() {
        return users.getRowCount();
    }

    public int getFirst() {
        return (page - 1) * rows;
    }

    public int getRows() {
        return rows;
    }

    public @Nullable SortMeta getSort() {
        return column == null
                ? null
                : SortMeta.builder()
                        .field(column)
                        .order(ascending ? SortOrder.ASCENDING : SortOrder.DESCENDING)
                        .build();
    }

    public String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        var wanted = text == null ? "" : text;
        this.text = wanted.substring(0, Math.min(wanted.length(), 255));
    }

    public Status getStatus() {
        return status;
    }

    public void setStatus(Status status) {
        this.status = status;
    }

    public LastConnection[] getConnections() {
        return LastConnection.values();
    }

    public LastConnection getConnection() {
        return connection;
    }

    public void setConnection(LastConnection connection) {
        this.connection = connection;
    }

    // What the address says is anybody's: what makes no sense is passed over.

    public String getStatusParameter() {
        return status.name();
    }

    public void setStatusParameter(@Nullable String wanted) {
        for (var known : Status.values()) {
            status = known.name().equals(wanted) ? known : status;
        }
    }

    public String getConnectionParameter() {
        return connection.name();
    }

    public void setConnectionParameter(@Nullable String wanted) {
        for (var known : LastConnection.values()) {
            connection = known.name().equals(wanted) ? known : connection;
        }
    }

    /** The column, behind a minus for descending. */
    public String getSortParameter() {
        return column == null ? "" : (ascending ? "" : "-") + column;
    }

    public void setSortParameter(@Nullable String wanted) {
        var name = wanted == null ? "" : wanted.replaceFirst("^-", "");
        if (wanted != null && COLUMNS.containsKey(name)) {
            column = name;
            ascending = !wanted.startsWith("-");
        }
    }

    public String getPageParameter() {
        return Integer.toString(page);
    }

    public void setPageParameter(@Nullable String wanted) {
        page = wanted != null && wanted.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(wanted) : 1;
    }

    public String getRowsParameter() {
        return Integer.toString(rows);
    }

    public void setRowsParameter(@Nullable String wanted) {
        rows = SIZES.stream()
                .filter(size -> size.toString().equals(wanted))
                .findFirst()
                .orElse(SIZES.get(0));
    }
}
