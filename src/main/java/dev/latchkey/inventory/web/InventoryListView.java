package dev.latchkey.inventory.web;

import dev.latchkey.inventory.Inventory;
import dev.latchkey.inventory.InventoryOrder;
import dev.latchkey.inventory.InventoryPage;
import dev.latchkey.inventory.InventoryParameters;
import dev.latchkey.inventory.InventoryQuery;
import dev.latchkey.inventory.InventorySort;
import dev.latchkey.inventory.Place;
import dev.latchkey.platform.web.Address;
import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Page;
import dev.latchkey.token.TokenType;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Servlets;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

/** The page of all tokens. What it shows stands in its address, so that reload, back and a shared link keep it. */
@Named
@ViewScoped
public class InventoryListView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int ROWS = 50;
    private static final int LONGEST = 400;
    private static final String NEWEST_FIRST = "-created";
    private static final Map<String, InventoryOrder> COLUMNS = Map.of(
            "owner", InventoryOrder.OWNER,
            "name", InventoryOrder.NAME,
            "lastUse", InventoryOrder.LAST_USE,
            "created", InventoryOrder.CREATED,
            "expiration", InventoryOrder.EXPIRATION);

    @Inject
    Inventory inventory;

    private final LazyPage<InventoryRow> tokens = new LazyPage<>((first, rows, sortBy) -> load(sortBy));
    private final HashMap<String, @Nullable String> filter = new HashMap<>();
    private String sort = NEWEST_FIRST;
    private @Nullable String after;
    private @Nullable String before;
    private @Nullable String next;
    private @Nullable String previous;
    private int total;
    private boolean moreThanTotal;

    private Page<InventoryRow> load(Map<String, SortMeta> sortBy) {
        sortBy.values().stream().filter(SortMeta::isActive).findFirst().ifPresent(this::sort);
        var found = search();
        next = found.after();
        previous = found.before();
        total = found.total();
        moreThanTotal = found.more();
        var address = new Address();
        InventoryParameters.NAMES.forEach(name -> address.with(name, wanted(name), ""));
        address.with("sort", sort, NEWEST_FIRST)
                .with("after", getAfter(), "")
                .with("before", getBefore(), "")
                .show();
        var rows = found.tokens().stream().map(InventoryRow::of).toList();
        return new Page<>(rows, rows.size());
    }

    private void sort(SortMeta wanted) {
        var chosen = (wanted.getOrder().isAscending() ? "" : "-") + wanted.getField();
        if (!chosen.equals(sort) && COLUMNS.containsKey(wanted.getField())) {
            sort = chosen;
            filter();
        }
    }

    private InventoryPage search() {
        try {
            return inventory.search(query(), order(), new Place(after, before, ROWS));
        } catch (InvalidException e) {
            // a place that the address made up: the list begins anew
            filter();
            return inventory.search(query(), order(), new Place(null, null, ROWS));
        }
    }

    private InventorySort order() {
        var column = sort.replaceFirst("^-", "");
        return new InventorySort(COLUMNS.getOrDefault(column, InventoryOrder.CREATED), column.equals(sort));
    }

    /** What the filter asks for. */
    InventoryQuery query() {
        // What the address says is anybody's: what makes no sense is passed over.
        var texts = new LinkedHashMap<String, String>();
        for (var name : InventoryParameters.NAMES) {
            try {
                var text = name.endsWith("Until") ? dayAfter(wanted(name)) : wanted(name);
                InventoryParameters.read(Map.of(name, text));
                texts.put(name, text);
            } catch (InvalidException | DateTimeException e) {
                texts.remove(name);
            }
        }
        return InventoryParameters.read(texts);
    }

    /** The last day that is meant is within. */
    private static String dayAfter(String day) {
        return day.isEmpty() ? "" : LocalDate.parse(day).plusDays(1).toString();
    }

    private String wanted(String name) {
        var text = filter.get(name);
        return text == null
                ? ""
                : text.substring(0, Math.min(text.length(), name.equals("projectKey") ? LONGEST : 255))
                        .replaceAll("\\p{Cntrl}", "")
                        .strip();
    }

    /** Other tokens are wanted: from the first page on. */
    public void filter() {
        after = null;
        before = null;
    }

    public void goOn() {
        after = next;
        before = null;
    }

    public void goBack() {
        after = null;
        before = previous;
    }

    /** Where the API gives the same tokens as a file. */
    public String export(String format) {
        var parameters = new LinkedHashMap<String, List<String>>();
        InventoryParameters.write(query()).forEach((name, text) -> parameters.put(name, List.of(text)));
        parameters.put("format", List.of(format));
        return "/api/user_tokens/export?" + Servlets.toQueryString(parameters);
    }

    public LazyPage<InventoryRow> getTokens() {
        return tokens;
    }

    /** What is wanted, by the name of the parameter; the last day of a stretch is within. */
    public Map<String, @Nullable String> getFilter() {
        return filter;
    }

    /** Whether one of the filters that are seldom wanted is in use. */
    public boolean isNarrow() {
        return InventoryParameters.NAMES.stream()
                .filter(name -> !List.of("owner", "status", "type").contains(name))
                .anyMatch(name -> !wanted(name).isEmpty());
    }

    public TokenType[] getTypes() {
        return TokenType.values();
    }

    public int getRows() {
        return ROWS;
    }

    public SortMeta getSort() {
        return SortMeta.builder()
                .field(sort.replaceFirst("^-", ""))
                .order(sort.startsWith("-") ? SortOrder.DESCENDING : SortOrder.ASCENDING)
                .build();
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

    /** The column, behind a minus for descending. */
    public String getSortParameter() {
        return sort;
    }

    public void setSortParameter(@Nullable String wanted) {
        sort = wanted != null && COLUMNS.containsKey(wanted.replaceFirst("^-", "")) ? wanted : NEWEST_FIRST;
    }

    public String getAfter() {
        return after == null ? "" : after;
    }

    public void setAfter(@Nullable String after) {
        this.after = after;
    }

    public String getBefore() {
        return before == null ? "" : before;
    }

    public void setBefore(@Nullable String before) {
        this.before = before;
    }
}
