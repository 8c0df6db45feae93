package dev.latchkey.audit.web;

import dev.latchkey.audit.AuditLog;
import dev.latchkey.audit.AuditQuery;
import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.shared.DateText;
import dev.latchkey.shared.Message;
import dev.latchkey.shared.Origin.Channel;
import dev.latchkey.shared.Page;
import dev.latchkey.token.TokenHistory;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.text.Collator;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Components;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Servlets;
import org.primefaces.PrimeFaces;
import org.primefaces.component.datatable.DataTable;

/** The Audit log page. What it shows stands in its address, so that reload, back and a shared link keep it. */
@Named
@ViewScoped
public class AuditListView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int ROWS = 50;
    private static final int LONGEST = 255;
    private static final int LONGEST_NAME = 400;
    private static final int LAST_YEAR = 9999;
    private static final String ACTION = "audit.action.";
    private static final List<String> NAMES =
            List.of("q", "actor", "user", "action", "refused", "channel", "from", "until", "token", "lineage");

    @Inject
    AuditLog log;

    @Inject
    TokenHistory tokens;

    private final LazyPage<AuditRow> entries = new LazyPage<>((first, rows, sortBy) -> load(first, rows));
    private final HashMap<String, @Nullable String> filter = new HashMap<>();
    private int page = 1;

    private Page<AuditRow> load(int first, int rows) {
        page = first / rows + 1;
        var found = log.search(query(), first, rows);
        PrimeFaces.current().ajax().addCallbackParam("address", address());
        return new Page<>(found.items().stream().map(AuditRow::of).toList(), found.total());
    }

    private AuditQuery query() {
        // What the address says is anybody's: what makes no sense is passed over.
        var refused = wanted("refused");
        var channel = Arrays.stream(Channel.values())
                .filter(known -> known.name().equals(wanted("channel")))
                .findFirst()
                .orElse(null);
        return new AuditQuery(
                wanted("q"),
                wanted("actor"),
                wanted("user"),
                wanted("action"),
                refused.isEmpty() ? null : refused.equals("true"),
                channel,
                day("from").map(AuditListView::begin).orElse(null),
                endOfDays().map(AuditListView::begin).orElse(null),
                number("lineage")
                        .map(id -> new AuditQuery.Tokens("lineage", id, tokens.lineage(id)))
                        .or(() -> number("token").map(id -> new AuditQuery.Tokens("token", id, Set.of(id))))
                        .orElse(null));
    }

    private Optional<Long> number(String name) {
        return Optional.of(wanted(name))
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    private String wanted(String name) {
        var text = filter.get(name);
        // PostgreSQL takes no NUL for text
        var possible = text == null ? "" : text.replace("\0", "");
        return possible.substring(0, Math.min(possible.length(), name.equals("q") ? LONGEST_NAME : LONGEST))
                .strip();
    }

    private Optional<LocalDate> day(String name) {
        try {
            return wanted(name).isEmpty() ? Optional.empty() : Optional.of(DateText.day(wanted(name)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The day behind the last one; empty when there is none that has a year of four digits. */
    private Optional<LocalDate> endOfDays() {
        return day("until").map(day -> day.plusDays(1)).filter(end -> end.getYear() <= LAST_YEAR);
    }

    /** The beginning of a day in UTC. */
    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Other entries are wanted: from the newest on. */
    public void filter() {
        DataTable table = Components.findComponent("list:entries");
        table.setFirst(0);
    }

    private String address() {
        var parameters = parameters();
        if (page > 1) {
            parameters.put("page", List.of(Integer.toString(page)));
        }
        return "?" + Servlets.toQueryString(parameters);
    }

    private Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var name : NAMES) {
            if (!wanted(name).isEmpty()) {
                parameters.put(name, List.of(wanted(name)));
            }
        }
        return parameters;
    }

    /** Where the API gives the same entries as a file. */
    public String export(String format) {
        var parameters = parameters();
        // the page means the last day, the API the moment behind
        parameters.remove("until");
        endOfDays().ifPresent(end -> parameters.put("until", List.of(DateText.of(end))));
        if (day("from").isEmpty()) {
            parameters.remove("from");
        }
        if (number("lineage").isEmpty()) {
            parameters.remove("lineage");
        }
        if (number("token").isEmpty() || number("lineage").isPresent()) {
            parameters.remove("token");
        }
        parameters.put("format", List.of(format));
        return "/api/audit_log/export?" + Servlets.toQueryString(parameters);
    }

    public LazyPage<AuditRow> getEntries() {
        return entries;
    }

    /** Whatever may be kept, by its words: to ask a log of a million entries for those that are takes longer than the list. */
    public List<String> getActions() {
        var words = Message.bundle(Faces.getLocale());
        return words.keySet().stream()
                .filter(key -> key.startsWith(ACTION))
                .sorted(Comparator.comparing(words::getString, Collator.getInstance(Faces.getLocale())))
                .map(key -> key.substring(ACTION.length()))
                .toList();
    }

    public Channel[] getChannels() {
        return Channel.values();
    }

    /** What is wanted, by the name of the parameter. */
    public Map<String, @Nullable String> getFilter() {
        return filter;
    }

    public int getTotal() {
        return entries.getRowCount();
    }

    public int getRows() {
        return ROWS;
    }

    public int getFirst() {
        return (page - 1) * ROWS;
    }

    public String getPageParameter() {
        return Integer.toString(page);
    }

    public void setPageParameter(@Nullable String wanted) {
        page = wanted != null && wanted.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(wanted) : 1;
    }
}
