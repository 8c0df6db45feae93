package dev.latchkey.platform.web;

import dev.latchkey.platform.Settings;
import dev.latchkey.shared.ApiPath;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Controls uploads, which the container writes to disk before any check. Uploads are accepted by {@link UploadServlet}
 * only, stored in a folder of our own, and deleted at the end of the request.
 */
public class Uploads extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** As configured in web.xml, below the container's folder for the application. */
    private static final String FOLDER = "uploads";

    /** Read lock per running upload; the folder is emptied under the write lock. */
    private final transient ReadWriteLock uploads = new ReentrantReadWriteLock();

    @Inject
    transient Settings settings;

    @Override
    public void init() throws ServletException {
        var place = ((File) Objects.requireNonNull(getServletContext().getAttribute(ServletContext.TEMPDIR)))
                .toPath()
                .resolve(FOLDER);
        try {
            empty();
            Files.deleteIfExists(place);
            Files.createSymbolicLink(place, folder());
        } catch (IOException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isFile(request)) {
            chain.doFilter(request, response);
        } else if (isRefused(request)) {
            // no error page, as it would be built from the upload
            response.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else {
            uploads.readLock().lock();
            try {
                chain.doFilter(request, response);
            } finally {
                uploads.readLock().unlock();
                emptyWhenUnused();
            }
        }
    }

    /**
     * Whether an upload goes to another path, or a part of it was refused by the container, which may leave a file
     * behind.
     */
    private static boolean isRefused(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST
                && !request.getServletPath().equals(UploadServlet.PAGE);
    }

    /** The API rejects such bodies itself. */
    static boolean isFile(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).startsWith("multipart/")
                && !ApiPath.includes(request.getServletPath());
    }

    private void emptyWhenUnused() throws IOException {
        if (uploads.writeLock().tryLock()) {
            try {
                empty();
            } finally {
                uploads.writeLock().unlock();
            }
        }
    }

    private void empty() throws IOException {
        Files.createDirectories(folder());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder())) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    private Path folder() {
        return settings.dataDirectory().toAbsolutePath().resolve(FOLDER);
    }
}
