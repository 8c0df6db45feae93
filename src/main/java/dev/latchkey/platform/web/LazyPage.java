package dev.latchkey.platform.web;

import dev.latchkey.shared.Page;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** A table that asks a service for the rows it shows, and for no others. */
public class LazyPage<T extends Serializable> extends LazyDataModel<T> {

    private static final long serialVersionUID = 1;

    /** Asks the service for rows. */
    @FunctionalInterface
    public interface Source<T> extends Serializable {

        /**
         * @param first how many rows to leave out, from 0
         * @param rows how many at the most
         */
        Page<T> load(int first, int rows, Map<String, SortMeta> sortBy);
    }

    private final Source<T> source;

    public LazyPage(Source<T> source) {
        this.source = source;
    }

    /** What the last load found: a page comes with its total, one question for both. */
    @Override
    public int count(Map<String, FilterMeta> filterBy) {
        return getRowCount();
    }

    @Override
    public List<T> load(int first, int rows, Map<String, SortMeta> sortBy, Map<String, FilterMeta> filterBy) {
        var page = source.load(first, rows, sortBy);
        setRowCount((int) page.total());
        return page.items();
    }
}
