package dev.latchkey.platform.web;

import dev.latchkey.shared.TokenForm;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Components;
import org.omnifaces.util.Servlets;
import org.primefaces.PrimeFaces;
import org.primefaces.component.datatable.DataTable;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

/**
 * What a list page shows: its filters, order and page. The page's address carries them, so that reload, back and a shared link
 * keep them. Query parameters are untrusted: a value that is not allowed is ignored, and its field stays as usual.
 */
public final class ListState implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String SORT = "sort";
    private static final String PAGE = "page";
    private static final String ROWS = "rows";

    /**
     * A filter.
     *
     * @param longest how many characters it has at most
     * @param allowed its values; empty when it takes any text
     */
    private record Parameter(String usual, int longest, Set<String> allowed) implements Serializable {

        String clean(@Nullable String value) {
            var text = value == null ? "" : value.replaceAll("\\p{Cntrl}", "");
            var bounded = text.substring(0, Math.min(text.length(), longest)).strip();
            return allowed.isEmpty() || allowed.contains(bounded) ? bounded : usual;
        }
    }

    private final String table;
    private final LinkedHashMap<String, Parameter> parameters = new LinkedHashMap<>();
    private final HashMap<String, String> values = new HashMap<>();
    private List<Integer> sizes = List.of(20);
    private Set<String> columns = Set.of();
    private String usualSort = "";
    private String sort = "";
    private int rows = 20;
    private int page = 1;

    /** @param table the client id of the {@code p:dataTable} */
    public ListState(String table) {
        this.table = table;
    }

    /** Adds a filter of up to so many characters of text. */
    public ListState text(String name, int longest) {
        parameters.put(name, new Parameter("", longest, Set.of()));
        return this;
    }

    /** Adds a filter by one of these values. */
    public ListState choice(String name, String usual, Collection<String> others) {
        var allowed = Stream.concat(Stream.of(usual), others.stream()).collect(Collectors.toUnmodifiableSet());
        parameters.put(name, new Parameter(usual, 100, allowed));
        return this;
    }

    /** Adds a filter by one of these constants. */
    public <E extends Enum<E>> ListState choice(String name, E usual) {
        return choice(name, usual.name(), names(usual.getDeclaringClass()));
    }

    /** Adds a filter by one of these constants, or by none. */
    public <E extends Enum<E>> ListState choice(String name, Class<E> type) {
        return choice(name, "", names(type));
    }

    private static <E extends Enum<E>> List<String> names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    /** Lets the list be sorted by these columns; a minus before the name sorts descending, and empty means the service's own order. */
    public ListState sortedBy(Set<String> sortable, String usual) {
        columns = Set.copyOf(sortable);
        usualSort = usual;
        sort = usual;
        return this;
    }

    /** Sets how many rows a page may have, the usual number first. */
    public ListState sizes(Integer... offered) {
        sizes = List.of(offered);
        rows = sizes.get(0);
        return this;
    }

    /** Takes over the query parameters of the page's address. */
    public void read(Map<String, String> request) {
        parameters.keySet().stream().filter(request::containsKey).forEach(name -> getValues()
                .put(name, request.get(name)));
        var wantedSort = request.getOrDefault(SORT, "");
        sort = columns.contains(wantedSort.replaceFirst("^-", "")) ? wantedSort : usualSort;
        var wantedPage = request.getOrDefault(PAGE, "");
        page = wantedPage.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(wantedPage) : 1;
        rows = sizes.stream()
                .filter(size -> size.toString().equals(request.get(ROWS)))
                .findFirst()
                .orElse(sizes.get(0));
    }

    /** Takes over what the table asks for. */
    void turnTo(int first, int size, Map<String, SortMeta> sortBy) {
        rows = size;
        page = first / size + 1;
        sort = sortBy.values().stream()
                .filter(SortMeta::isActive)
                .findFirst()
                .filter(wanted -> columns.contains(wanted.getField()))
                .map(wanted -> (wanted.getOrder().isDescending() ? "-" : "") + wanted.getField())
                .orElse(usualSort);
    }

    /** Begins at the first page, after a filter has changed. */
    public void filter() {
        DataTable found = Components.findComponent(table);
        found.setFirst(0);
    }

    /** Lets the browser show the address of this state once the current answer has arrived. */
    void show() {
        PrimeFaces.current().ajax().addCallbackParam("address", "?" + Servlets.toQueryString(query()));
    }

    /** The query parameters of this state, without those that have their usual values. */
    Map<String, List<String>> query() {
        var query = filters();
        add(query, SORT, sort, usualSort);
        add(query, PAGE, Integer.toString(page), "1");
        add(query, ROWS, Integer.toString(rows), sizes.get(0).toString());
        return query;
    }

    /** The query parameters of the filters, without those that have their usual values. */
    public Map<String, List<String>> filters() {
        var query = new LinkedHashMap<String, List<String>>();
        parameters.forEach((name, parameter) -> add(query, name, get(name), parameter.usual()));
        return query;
    }

    private static void add(Map<String, List<String>> query, String name, String value, String usual) {
        // The value of a token is a secret: the browser keeps addresses.
        if (!value.equals(usual) && !TokenForm.isIn(value)) {
            query.put(name, List.of(value));
        }
    }

    /** The value of a filter, without control characters and the white space around it. */
    public String get(String name) {
        return values.getOrDefault(name, known(name).usual());
    }

    /** The constant that a filter has chosen; null when it has chosen none. */
    public <E extends Enum<E>> @Nullable E get(String name, Class<E> type) {
        return get(name).isEmpty() ? null : Enum.valueOf(type, get(name));
    }

    private Parameter known(String name) {
        var parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("no filter has the name " + name);
        }
        return parameter;
    }

    /** The values of the filters, as the fields of the page read and write them. */
    public Map<String, @Nullable String> getValues() {
        return new AbstractMap<>() {
            @Override
            public Set<Entry<String, @Nullable String>> entrySet() {
                return parameters.keySet().stream()
                        .map(name -> Map.<String, @Nullable String>entry(name, ListState.this.get(name)))
                        .collect(Collectors.toUnmodifiableSet());
            }

            @Override
            public @Nullable String put(String name, @Nullable String value) {
                return values.put(name, known(name).clean(value));
            }
        };
    }

    public int getFirst() {
        return (page - 1) * rows;
    }

    public int getRows() {
        return rows;
    }

    /** The column that the list is sorted by; null for the service's own order. */
    public @Nullable SortMeta getSort() {
        return sort.isEmpty()
                ? null
                : SortMeta.builder()
                        .field(sortColumn())
                        .order(isAscending() ? SortOrder.ASCENDING : SortOrder.DESCENDING)
                        .build();
    }

    /** Empty for the service's own order. */
    public String sortColumn() {
        return sort.replaceFirst("^-", "");
    }

    public boolean isAscending() {
        return !sort.startsWith("-");
    }
}
