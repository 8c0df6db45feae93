package dev.latchkey.notification.web;

import dev.latchkey.notification.NoticeService;
import dev.latchkey.notification.NoticeState;
import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.platform.web.ListState;
import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.shared.Page;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import org.omnifaces.util.Faces;

/** The notices on the System page. */
@Named
@PageScoped
public class NoticeListView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String COUNTS = NoticeListView.class.getName() + ".counts";

    @Inject
    transient NoticeService service;

    private final ListState list =
            new ListState("list:notices").choice("state", NoticeState.FAILED).sizes(20, 50, 100);
    private final LazyPage<NoticeRow> notices = new LazyPage<>(list, this::load);

    @PostConstruct
    void begin() {
        list.read(Faces.getRequestParameterMap());
    }

    private Page<NoticeRow> load(int first, int rows) {
        var state = Objects.requireNonNull(list.get("state", NoticeState.class));
        var found = service.search(state, first, rows);
        return new Page<>(
                found.items().stream()
                        .map(notice -> NoticeRow.of(notice, Faces.getLocale()))
                        .toList(),
                found.total());
    }

    public void retry(long id) {
        PageErrors.report(() -> service.retry(id));
        countAnew();
    }

    public void retryAll() {
        service.retryAll();
        countAnew();
    }

    /** Counted once per request, as there may be a hundred thousand. */
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

    /** Whether any notice has failed or was skipped, and can be retried. */
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

    public ListState getList() {
        return list;
    }
}
