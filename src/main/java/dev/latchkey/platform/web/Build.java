package dev.latchkey.platform.web;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What tells this build of the application from any other: a hash of all its files. A page of another build could be
 * restored in half, and builds of a version may differ.
 */
final class Build {

    private Build() {}

    /** 32 bytes. */
    static byte[] of(FacesContext context) {
        var application = context.getExternalContext();
        return (byte[])
                application.getApplicationMap().computeIfAbsent(Build.class.getName(), name -> hash(application));
    }

    private static byte[] hash(ExternalContext application) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(application, "/", new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(ExternalContext application, String path, OutputStream out) throws IOException {
        out.write(path.getBytes(StandardCharsets.UTF_8));
        if (path.endsWith("/")) {
            // null for an empty folder
            var inside = Optional.ofNullable(application.getResourcePaths(path)).orElse(Set.of());
            for (var file : new TreeSet<>(inside)) {
                add(application, file, out);
            }
            return;
        }
        try (var in = application.getResourceAsStream(path)) {
            if (in != null) {
                in.transferTo(out);
            }
        }
    }
}
