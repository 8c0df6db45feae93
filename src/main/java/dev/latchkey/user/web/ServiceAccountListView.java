package dev.latchkey.user.web;

import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.platform.web.ListState;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.shared.Page;
import dev.latchkey.token.TokenService;
import dev.latchkey.user.ServiceAccountQuery;
import dev.latchkey.user.User;
import dev.latchkey.user.UserList;
import dev.latchkey.user.UserQuery.Status;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.omnifaces.util.Faces;

/** My account › Service accounts. */
@Named
@PageScoped
public class ServiceAccountListView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient UserList service;

    @Inject
    transient TokenService tokens;

    private final ListState list = new ListState("list:users")
            .text("q", 255)
            .choice("status", Status.ACTIVE)
            .sizes(20, 50, 100);
    private final LazyPage<ServiceAccountRow> accounts = new LazyPage<>(list, this::load);

    @PostConstruct
    void begin() {
        list.read(Faces.getRequestParameterMap());
    }

    private Page<ServiceAccountRow> load(int first, int rows) {
        var active = list.get("status", Status.class) != Status.DEACTIVATED;
        var found = service.serviceAccounts(new ServiceAccountQuery(list.get("q"), active, first, rows));
        var counts = tokens.count(found.items().stream().map(User::id).toList());
        return new Page<>(
                found.items().stream()
                        .map(account -> ServiceAccountRow.of(account, counts.getOrDefault(account.id(), 0L)))
                        .toList(),
                found.total());
    }

    public ListState getList() {
        return list;
    }

    public LazyPage<ServiceAccountRow> getAccounts() {
        return accounts;
    }

    /** The service account of the row whose command was chosen. */
    public ServiceAccountRow getChosen() {
        return accounts.chosen(ServiceAccountRow::id);
    }
}
