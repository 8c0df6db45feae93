package dev.latchkey.project;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What an administrator says of a project to be created.
 *
 * @param project its key: 1–400 letters, digits and {@code . - _ :}, not digits only; case counts
 * @param name 1–255 characters
 */
public record NewProject(
        @Pattern(regexp = "(?=.*[^0-9])[A-Za-z0-9._:-]{1,400}", message = "{project.key.invalid}")
        String project,

        @Size(min = 1, max = 255, message = "{project.name.invalid}")
        @Pattern(regexp = "\\P{Cc}*", message = "{project.name.invalid}")
        String name) {

    public NewProject {
        project = project.strip();
        name = name.strip();
    }
}
