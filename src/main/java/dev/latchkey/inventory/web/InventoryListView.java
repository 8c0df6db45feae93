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
import dev.latchkey.platform.web.Refusal;
import dev.latchkey.shared.DateText;
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
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
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
    private boolean faulty;

    /** What the address says is anybody's: what makes no sense is passed over, and stands in no field. */
    public void begin() {
        for (var name : InventoryParameters.NAMES) {
            try {
                check(name);
            } catch (InvalidException e) {
                filter.remove(name);
            }
        }
    }

    private Page<InventoryRow> load(Map<String, SortMeta> sortBy) {
        sortBy.values().stream().filter(SortMeta::isActive).findFirst().ifPresent(this::sort);
        // a field that is passed over would make it more than is meant, and all of that could be revoked
        var found = faulty ? InventoryPage.EMPTY : search();
        next = found.after();
        previous = found.before();
        total = found.total();
        moreThanTotal = found.more();
        if (!faulty) {
            showAddress();
        }
        var rows = found.tokens().stream().map(InventoryRow::of).toList();
        return new Page<>(rows, rows.size());
    }

    private void showAddress() {
        var address = new Address();
        InventoryParameters.NAMES.forEach(name -> address.with(name, wanted(name), ""));
        address.with("sort", sort, NEWEST_FIRST)
                .with("after", getAfter(), "")
                .with("before", getBefore(), "")
                .show();
    }

    private void sort(SortMeta wanted) {
        var chosen = (wanted.getOrder().isAscending() ? "" : "-") + wanted.getField();
        if (!chosen.equals(sort) && COLUMNS.containsKey(wanted.getField())) {
            sort = chosen;
            beginAnew();
        }
    }

    private InventoryPage search() {
        var page = found();
        if (page.tokens().isEmpty() && (after != null || before != null)) {
            // what stood there is gone: revoked, perhaps, just now
            beginAnew();
            page = found();
        }
        return page;
    }

    private InventoryPage found() {
        try {
            return inventory.search(query(), order(), new Place(after, before, ROWS));
        } catch (InvalidException e) {
            // a place that the address made up
            beginAnew();
            return inventory.search(query(), order(), new Place(null, null, ROWS));
        }
    }

    private InventorySort order() {
        var column = sort.replaceFirst("^-", "");
        return new InventorySort(COLUMNS.getOrDefault(column, InventoryOrder.CREATED), column.equals(sort));
    }

    /**
     * What the filter asks for.
     *
     * @throws InvalidException naming a field that means nothing
     */
    InventoryQuery query() {
        var texts = new LinkedHashMap<String, String>();
        InventoryParameters.NAMES.forEach(name -> put(name, texts));
        return InventoryParameters.read(texts);
    }

    /** @throws InvalidException when this field means nothing */
    private void check(String name) {
        var texts = new LinkedHashMap<String, String>();
        put(name, texts);
        InventoryParameters.read(texts);
    }

    private void put(String name, Map<String, String> texts) {
        if (name.endsWith("Until")) {
            putUntil(name, texts);
        } else {
            texts.put(name, wanted(name));
        }
    }

    /** The last day that is meant is within: the query asks for what is before the next one. */
    private void putUntil(String name, Map<String, String> texts) {
        if (wanted(name).isEmpty()) {
            return;
        }
        try {
            var day = DateText.day(wanted(name));
            if (day.equals(LAST_DAY)) {
                // No day comes after it: whatever has a value is meant.
                texts.merge(
                        name.replace("Until", "From"),
                        DateText.of(LocalDate.EPOCH),
                        (from, first) -> from.isEmpty() ? first : from);
            } else {
                texts.put(name, DateText.of(day.plusDays(1)));
            }
        } catch (DateTimeException e) {
            throw new InvalidException(name, "api.parameter.day", name);
        }
    }

    private String wanted(String name) {
        var text = filter.get(name);
        return text == null
                ? ""
                : text.substring(0, Math.min(text.length(), name.equals("projectKey") ? LONGEST : 255))
                        .replaceAll("\\p{Cntrl}", "")
                        .strip();
    }

    /** Other tokens are wanted. A field that means nothing is marked, and as long as it is, nothing is listed. */
    public void filter() {
        beginAnew();
        faulty = false;
        for (var name : InventoryParameters.NAMES) {
            if (Refusal.of(() -> check(name))) {
                faulty = true;
                // nothing keeps what may be the value of a token
                filter.remove(name);
            }
        }
    }

    private void beginAnew() {
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
        if (faulty) {
            return "";
        }
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

    /** Whether a field means nothing, so that nothing is listed, exported or revoked. */
    public boolean isFaulty() {
        return faulty;
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
