package dev.latchkey.provisioning.web;

import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.provisioning.UserImport;
import dev.latchkey.provisioning.UserImportService;
import dev.latchkey.shared.InvalidException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Accepts the upload and redirects to its preview. */
@Named
@RequestScoped
public class ImportUploadView {

    @Inject
    UserImportService imports;

    private @Nullable Part file;
    private @Nullable UserImport read;

    public @Nullable String upload() {
        var refused = PageErrors.report(this::read);
        return refused || read == null ? null : "/provisioning/import?faces-redirect=true&id=" + read.id();
    }

    private void read() {
        if (file == null || file.getSize() == 0) {
            throw new InvalidException("file", "import.file.missing");
        }
        try (var content = file.getInputStream()) {
            read = imports.read(() -> content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public @Nullable Part getFile() {
        return file;
    }

    public void setFile(@Nullable Part file) {
        this.file = file;
    }
}
