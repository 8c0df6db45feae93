package dev.latchkey.project.web;

import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.platform.web.ListState;
import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.project.ProjectService;
import dev.latchkey.shared.Page;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.omnifaces.util.Faces;
import org.primefaces.PrimeFaces;

/** The Projects page. */
@Named
@PageScoped
public class ProjectListView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient ProjectService service;

    private final ListState list = new ListState("list:projects").text("q", 400).sizes(20, 50, 100);
    private final LazyPage<ProjectRow> projects = new LazyPage<>(list, this::load);
    private long deleting;
    private String deletingName = "";

    @PostConstruct
    void begin() {
        list.read(Faces.getRequestParameterMap());
    }

    private Page<ProjectRow> load(int first, int rows) {
        var found = service.search(list.get("q"), null, first, rows);
        return new Page<>(found.items().stream().map(ProjectRow::of).toList(), found.total());
    }

    /** Asks for confirmation. Deletes this project by id, even if another one has its key by then. */
    public void ask() {
        var project = projects.chosen(ProjectRow::id);
        deleting = project.id();
        deletingName = project.name();
    }

    public void delete() {
        if (!PageErrors.report(() -> service.delete(deleting))) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    public LazyPage<ProjectRow> getProjects() {
        return projects;
    }

    public ListState getList() {
        return list;
    }

    public String getDeletingName() {
        return deletingName;
    }
}
