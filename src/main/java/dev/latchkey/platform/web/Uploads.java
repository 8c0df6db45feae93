package dev.latchkey.platform.web;

import dev.latchkey.platform.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
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
 * Keeps an eye on files that browsers send, which the container writes down before anybody looks at them. It does so at one address
 * alone ({@link UploadServlet}); they lie in a folder of our own, and are gone when the request is over, however it ends.
 */
@WebFilter(
        urlPatterns = "/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class Uploads extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** As web.xml says, below the folder that the container has for the application. */
    private static final String FOLDER = "uploads";

    /** Read by every upload under way: the folder is emptied when there is none. */
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
            // no page: it would be built of what was sent
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

    /** Elsewhere than at the one address. What the container has refused there may have left a file all the same. */
    private static boolean isRefused(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST
                && !request.getServletPath().equals(UploadServlet.PAGE);
    }

    /** Calls of the API take no such body; they say so themselves, in their own words. */
    static boolean isFile(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).startsWith("multipart/")
                && !request.getServletPath().equals("/api");
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
