package dev.latchkey.project.web;

import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.platform.web.Refusal;
import dev.latchkey.project.ProjectService;
import dev.latchkey.shared.Page;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Components;
import org.omnifaces.util.Servlets;
import org.primefaces.PrimeFaces;
import org.primefaces.component.datatable.DataTable;
import org.primefaces.model.SortMeta;

/** The Projects page. What is searched stands in its address, so that reload, back and a shared link keep it. */
@Named
@ViewScoped
public class ProjectListView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int LONGEST_TEXT = 400;

    @Inject
    ProjectService service;

    private final LazyPage<ProjectRow> projects = new LazyPage<>(this::load);
    private String text = "";
    private long deleting;
    private String deletingName = "";

    private Page<ProjectRow> load(int first, int size, Map<String, SortMeta> sortBy) {
        var found = service.search(text, null, first, size);
        var address = text.isEmpty() ? "?" : "?" + Servlets.toQueryString(Map.of("q", List.of(text)));
        PrimeFaces.current().ajax().addCallbackParam("address", address);
        return new Page<>(found.items().stream().map(ProjectRow::of).toList(), found.total());
    }

    /** Other projects are wanted: from the first page on. */
    public void filter() {
        DataTable table = Components.findComponent("list:projects");
        table.setFirst(0);
    }

    /** Asks before it deletes. What is decided upon is this project, not whichever has its key by then. */
    public void ask(ProjectRow project) {
        deleting = project.id();
        deletingName = project.name();
    }

    public void delete() {
        if (!Refusal.of(() -> service.delete(deleting))) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    public LazyPage<ProjectRow> getProjects() {
        return projects;
    }

    public int getTotal() {
        return projects.getRowCount();
    }

    public String getDeletingName() {
        return deletingName;
    }

    public String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        var wanted = text == null ? "" : text;
        this.text = wanted.substring(0, Math.min(wanted.length(), LONGEST_TEXT));
    }
}
