package dev.latchkey.inventory.web;

import dev.latchkey.inventory.Inventory;
import dev.latchkey.inventory.InventoryOrder;
import dev.latchkey.inventory.InventoryPage;
import dev.latchkey.inventory.InventoryParameters;
import dev.latchkey.inventory.InventoryQuery;
import dev.latchkey.inventory.InventoryQuery.Sort;
import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.platform.web.ListState;
import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.shared.DateText;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Page;
import dev.latchkey.token.TokenSummary;
import dev.latchkey.token.TokenType;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Servlets;

/** The Tokens page. */
@Named
@PageScoped
public class InventoryListView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int ROWS = 50;
    private static final String AFTER = "after";
    private static final String BEFORE = "before";
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final Map<String, InventoryOrder> COLUMNS = Map.of(
            "owner", InventoryOrder.OWNER,
            "name", InventoryOrder.NAME,
            "lastUse", InventoryOrder.LAST_USE,
            "created", InventoryOrder.CREATED,
            "expiration", InventoryOrder.EXPIRATION);

    @Inject
    transient Inventory inventory;

    private final ListState list = state();
    private final LazyPage<TokenSummary> tokens = new LazyPage<>(list, (first, rows) -> load());
    private @Nullable String next;
    private @Nullable String previous;
    private int total;
    private boolean moreThanTotal;
    private boolean faulty;

    private static ListState state() {
        var list = new ListState("list:tokens")
                .sortedBy(COLUMNS.keySet(), "-created")
                .sizes(ROWS);
        InventoryParameters.NAMES.forEach(name -> list.text(name, name.equals("projectKey") ? 400 : 255));
        return list.text(AFTER, 500).text(BEFORE, 500);
    }

    @PostConstruct
    void begin() {
        read(Faces.getRequestParameterMap());
    }

    void read(Map<String, String> request) {
        list.read(request);
        for (var name : InventoryParameters.NAMES) {
            try {
                check(name);
            } catch (InvalidException e) {
                list.getValues().put(name, null);
            }
        }
    }

    private Page<TokenSummary> load() {
        // ignoring an invalid field would list, and revoke, more than intended
        var found = faulty ? InventoryPage.EMPTY : search();
        next = found.after();
        previous = found.before();
        total = found.total();
        moreThanTotal = found.more();
        return new Page<>(found.tokens(), found.tokens().size());
    }

    private InventoryPage search() {
        var page = found();
        if (page.tokens().isEmpty()
                && !(list.get(AFTER).isEmpty() && list.get(BEFORE).isEmpty())) {
            // the tokens of that page may just have been revoked
            restart();
            page = found();
        }
        return page;
    }

    private InventoryPage found() {
        try {
            return inventory.search(query(), order(), new InventoryPage.Place(position(AFTER), position(BEFORE), ROWS));
        } catch (InvalidException e) {
            // the position in the URL is invalid
            restart();
            return inventory.search(query(), order(), new InventoryPage.Place(null, null, ROWS));
        }
    }

    private @Nullable String position(String name) {
        return list.get(name).isEmpty() ? null : list.get(name);
    }

    private Sort order() {
        return new Sort(COLUMNS.getOrDefault(list.sortColumn(), InventoryOrder.CREATED), list.isAscending());
    }

    /**
     * The query of the filters.
     *
     * @throws InvalidException naming an invalid field
     */
    InventoryQuery query() {
        var texts = new LinkedHashMap<String, String>();
        InventoryParameters.NAMES.forEach(name -> put(name, texts));
        return InventoryParameters.read(texts::get);
    }

    /** @throws InvalidException if this field is invalid */
    private void check(String name) {
        var texts = new LinkedHashMap<String, String>();
        put(name, texts);
        InventoryParameters.read(texts::get);
    }

    private void put(String name, Map<String, String> texts) {
        if (name.endsWith("Until")) {
            putUntil(name, texts);
        } else {
            texts.put(name, list.get(name));
        }
    }

    /** The last day is inclusive, so the query ends before the next one. */
    private void putUntil(String name, Map<String, String> texts) {
        if (list.get(name).isEmpty()) {
            return;
        }
        try {
            var day = DateText.day(list.get(name));
            if (day.equals(LAST_DAY)) {
                // The last possible day: includes every value.
                texts.merge(
                        name.replace("Until", "From"),
                        DateText.of(LocalDate.EPOCH),
                        (from, first) -> from.isEmpty() ? first : from);
            } else {
                texts.put(name, DateText.of(day.plusDays(1)));
            }
        } catch (DateTimeException e) {
            throw new InvalidException(name, "value.day");
        }
    }

    /** Lists the matching tokens from the start; none while a field is invalid. */
    public void filter() {
        restart();
        faulty = false;
        for (var name : InventoryParameters.NAMES) {
            if (PageErrors.report(() -> check(name))) {
                faulty = true;
                // the state must not keep a possible token value
                list.getValues().put(name, null);
            }
        }
    }

    /** Returns to the first page. */
    public void restart() {
        list.getValues().put(AFTER, null);
        list.getValues().put(BEFORE, null);
    }

    public void goOn() {
        restart();
        list.getValues().put(AFTER, next);
    }

    public void goBack() {
        restart();
        list.getValues().put(BEFORE, previous);
    }

    /** The API path that exports the listed tokens; empty while a field is invalid. */
    public String export(String format) {
        if (faulty) {
            return "";
        }
        var parameters = new LinkedHashMap<String, List<String>>();
        InventoryParameters.write(query()).forEach((name, text) -> parameters.put(name, List.of(text)));
        parameters.put("format", List.of(format));
        return "/api/user_tokens/export?" + Servlets.toQueryString(parameters);
    }

    /** The token of the row whose command was chosen. */
    public TokenSummary getChosen() {
        return tokens.chosen(TokenSummary::id);
    }

    public LazyPage<TokenSummary> getTokens() {
        return tokens;
    }

    public ListState getList() {
        return list;
    }

    /** Whether a field is invalid, so that nothing is listed, exported or revoked. */
    public boolean isFaulty() {
        return faulty;
    }

    /** Whether one of the less common filters is in use. */
    public boolean isNarrow() {
        return InventoryParameters.NAMES.stream()
                .filter(name -> !List.of("owner", "status", "type").contains(name))
                .anyMatch(name -> !list.get(name).isEmpty());
    }

    public TokenType[] getTypes() {
        return TokenType.values();
    }

    public int getTotal() {
        return total;
    }

    public boolean isMoreThanTotal() {
        return moreThanTotal;
    }

    public boolean isFirst() {
        return previous == null;
    }

    public boolean isLast() {
        return next == null;
    }
}
