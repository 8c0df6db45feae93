package dev.latchkey.project.web;

import dev.latchkey.platform.web.DialogForm;
import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.project.NewProject;
import dev.latchkey.project.ProjectService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.primefaces.PrimeFaces;

/** The “Create project” dialog. */
@Named
@RequestScoped
public class ProjectCreateView {

    @Inject
    ProjectService projects;

    private String project = "";
    private String name = "";

    /** Opens with empty fields. */
    public void open() {
        DialogForm.reset("createProjectForm");
    }

    public void create() {
        if (!PageErrors.report(() -> projects.create(new NewProject(project, name)))) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    public String getProject() {
        return project;
    }

    public void setProject(String project) {
        this.project = project;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
