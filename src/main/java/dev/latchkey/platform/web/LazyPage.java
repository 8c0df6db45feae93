package dev.latchkey.platform.web;

import dev.latchkey.shared.Page;
import jakarta.faces.application.ViewExpiredException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.omnifaces.util.Faces;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** The rows of a list page, loaded page by page from a service. */
public class LazyPage<T extends Serializable> extends LazyDataModel<T> {

    private static final long serialVersionUID = 1;

    /** The field of the page's form. */
    private static final String ROW = "row";

    /** Loads rows from the service. */
    @FunctionalInterface
    public interface Source<T> extends Serializable {

        /**
         * @param first the number of rows to skip
         * @param rows the maximum number of rows
         */
        Page<T> load(int first, int rows);
    }

    private final ListState state;
    private final Source<T> source;

    public LazyPage(ListState state, Source<T> source) {
        this.state = state;
        this.source = source;
    }

    /** The total of the last load; the service returns page and total together. */
    @Override
    public int count(Map<String, FilterMeta> filterBy) {
        return getRowCount();
    }

    @Override
    public List<T> load(int first, int rows, Map<String, SortMeta> sortBy, Map<String, FilterMeta> filterBy) {
        state.turnTo(first, rows, sortBy);
        var page = source.load(first, rows);
        setRowCount((int) page.total());
        state.show();
        return page.items();
    }

    /**
     * The row whose command the reader has chosen. The browser sends an id, and can choose only among the rows that
     * the page shows, with the data that it shows.
     *
     * @throws ViewExpiredException if the page no longer shows that row; the page then loads again
     */
    public T chosen(ToLongFunction<T> id) {
        var wanted = Faces.getRequestParameter(ROW);
        return getWrappedData().stream()
                .filter(row -> Long.toString(id.applyAsLong(row)).equals(wanted))
                .findAny()
                .orElseThrow(() -> new ViewExpiredException(Faces.getViewId()));
    }
}
