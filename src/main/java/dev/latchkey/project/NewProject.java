package dev.latchkey.project;

import dev.latchkey.shared.Readable;
import dev.latchkey.shared.Text;
import jakarta.validation.constraints.Pattern;

/**
 * The details of a new project.
 *
 * @param project its key: 1–400 letters, digits and {@code . - _ :}, not digits only; case-sensitive
 * @param name 1–255 characters
 */
public record NewProject(
        @Pattern(regexp = "(?=.*[^0-9])[A-Za-z0-9._:-]{1,400}", message = "{project.key.invalid}")
        String project,

        @Readable(max = 255, message = "{project.name.invalid}", secret = "{project.name.secret}")
        String name) {

    public NewProject {
        project = Text.clean(project);
        name = Text.clean(name);
    }
}
