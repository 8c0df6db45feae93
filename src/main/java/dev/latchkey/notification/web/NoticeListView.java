package dev.latchkey.notification.web;

import dev.latchkey.notification.NoticeService;
import dev.latchkey.notification.NoticeState;
import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.platform.web.Refusal;
import dev.latchkey.shared.Page;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Components;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Servlets;
import org.primefaces.PrimeFaces;
import org.primefaces.component.datatable.DataTable;

/** The notices on the System page. Which are shown stands in its address, so that reload, back and a shared link keep it. */
@Named
@ViewScoped
public class NoticeListView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String COUNTS = NoticeListView.class.getName() + ".counts";

    @Inject
    NoticeService service;

    private final LazyPage<NoticeRow> notices = new LazyPage<>((first, rows, sortBy) -> load(first, rows));
    private NoticeState state = NoticeState.FAILED;

    private Page<NoticeRow> load(int first, int rows) {
        var found = service.search(state, first, rows);
        PrimeFaces.current()
                .ajax()
                .addCallbackParam("address", "?" + Servlets.toQueryString(Map.of("state", List.of(state.name()))));
        return new Page<>(
                found.items().stream()
                        .map(notice -> NoticeRow.of(notice, Faces.getLocale()))
                        .toList(),
                found.total());
    }

    /** Other notices are wanted: from the newest on. */
    public void filter() {
        DataTable table = Components.findComponent("list:notices");
        table.setFirst(0);
    }

    public void retry(long id) {
        Refusal.of(() -> service.retry(id));
        countAnew();
    }

    public void retryAll() {
        service.retryAll();
        countAnew();
    }

    /** Counted once a request, however often the page asks: there may be a hundred thousand. */
    public Map<NoticeState, Long> getCounts() {
        Map<NoticeState, Long> counts = Faces.getRequestAttribute(COUNTS);
        if (counts == null) {
            counts = service.count();
            Faces.setRequestAttribute(COUNTS, counts);
        }
        return counts;
    }

    private static void countAnew() {
        Faces.removeRequestAttribute(COUNTS);
    }

    /** Whether there is anything that nobody tries to send any more. */
    public boolean isRetryable() {
        var counts = getCounts();
        return counts.getOrDefault(NoticeState.FAILED, 0L) + counts.getOrDefault(NoticeState.SKIPPED, 0L) > 0;
    }

    public NoticeState[] getStates() {
        return NoticeState.values();
    }

    public LazyPage<NoticeRow> getNotices() {
        return notices;
    }

    public int getTotal() {
        return notices.getRowCount();
    }

    public NoticeState getState() {
        return state;
    }

    public void setState(NoticeState state) {
        this.state = state;
    }

    public String getStateParameter() {
        return state.name();
    }

    /** What the address says is anybody's: what makes no sense is passed over. */
    public void setStateParameter(@Nullable String wanted) {
        state = Arrays.stream(NoticeState.values())
                .filter(known -> known.name().equals(wanted))
                .findFirst()
                .orElse(NoticeState.FAILED);
    }
}
