package dev.latchkey.audit.web;

import dev.latchkey.audit.AuditLog;
import dev.latchkey.audit.AuditQuery;
import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.platform.web.ListState;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.shared.DateText;
import dev.latchkey.shared.Message;
import dev.latchkey.shared.Origin.Channel;
import dev.latchkey.shared.Page;
import dev.latchkey.token.TokenHistory;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.text.Collator;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Servlets;

/** The Audit log page. */
@Named
@PageScoped
public class AuditListView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int LAST_YEAR = 9999;
    private static final String ACTION = "audit.action.";

    @Inject
    transient AuditLog log;

    @Inject
    transient TokenHistory tokens;

    private final ListState list = new ListState("list:entries")
            .text("q", 400)
            .text("actor", 255)
            .text("user", 255)
            .text("action", 255)
            .choice("refused", "", List.of("true", "false"))
            .choice("channel", Channel.class)
            .text("from", 20)
            .text("until", 20)
            .text("token", 20)
            .text("lineage", 20)
            .sizes(50);
    private final LazyPage<AuditRow> entries = new LazyPage<>(list, this::load);

    @PostConstruct
    void begin() {
        list.read(Faces.getRequestParameterMap());
    }

    private Page<AuditRow> load(int first, int rows) {
        var found = log.search(query(), first, rows);
        return new Page<>(found.items().stream().map(AuditRow::of).toList(), found.total());
    }

    private AuditQuery query() {
        var refused = list.get("refused");
        return new AuditQuery(
                list.get("q"),
                list.get("actor"),
                list.get("user"),
                list.get("action"),
                refused.isEmpty() ? null : refused.equals("true"),
                list.get("channel", Channel.class),
                day("from").map(AuditListView::begin).orElse(null),
                endOfDays().map(AuditListView::begin).orElse(null),
                number("lineage")
                        .map(id -> new AuditQuery.Tokens("lineage", id, tokens.lineage(id)))
                        .or(() -> number("token").map(id -> new AuditQuery.Tokens("token", id, Set.of(id))))
                        .orElse(null));
    }

    private Optional<Long> number(String name) {
        return Optional.of(list.get(name))
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    private Optional<LocalDate> day(String name) {
        try {
            return list.get(name).isEmpty() ? Optional.empty() : Optional.of(DateText.day(list.get(name)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The day after the last one; empty if it has no four-digit year. */
    private Optional<LocalDate> endOfDays() {
        return day("until").map(day -> day.plusDays(1)).filter(end -> end.getYear() <= LAST_YEAR);
    }

    /** The start of a day in UTC. */
    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The API path that exports the listed entries. */
    public String export(String format) {
        var parameters = list.filters();
        // the page includes the last day, the API ends before "until"
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

    /** All actions, sorted by their labels; querying the log for its actions would take longer than the list. */
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

    public ListState getList() {
        return list;
    }
}
