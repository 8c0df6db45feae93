package dev.latchkey.launch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.zip.ZipInputStream;

/** The classes of the application and the driver of H2, which the microbundle keeps in archives for the server. */
record ApplicationClasses(Path folder, URLClassLoader loader) implements Closeable {

    private static final String WAR = "/MICRO-INF/deploy/ROOT.war";
    private static final String H2 = "/MICRO-INF/runtime/h2.jar";
    private static final String CLASSES = "WEB-INF/classes/";
    private static final String LIBRARIES = "WEB-INF/lib/";

    /** Unpacks them into a temporary folder, which lives until {@link #close}. */
    static ApplicationClasses unpack() throws IOException {
        var folder = Files.createTempDirectory("latchkey");
        var places = new ArrayList<URL>();
        try (var war = new ZipInputStream(resource(WAR))) {
            for (var entry = war.getNextEntry(); entry != null; entry = war.getNextEntry()) {
                var name = entry.getName();
                if (!entry.isDirectory() && (name.startsWith(CLASSES) || name.startsWith(LIBRARIES))) {
                    var file = folder.resolve(name);
                    Files.createDirectories(file.getParent());
                    Files.copy(war, file);
                    if (name.startsWith(LIBRARIES)) {
                        places.add(file.toUri().toURL());
                    }
                }
            }
        }
        // A class loader takes it for a folder because it exists by now.
        places.add(folder.resolve(CLASSES).toUri().toURL());
        var h2 = folder.resolve("h2.jar");
        try (var driver = resource(H2)) {
            Files.copy(driver, h2);
        }
        places.add(h2.toUri().toURL());
        return new ApplicationClasses(folder, new URLClassLoader(places.toArray(URL[]::new)));
    }

    private static InputStream resource(String name) throws IOException {
        var found = ApplicationClasses.class.getResourceAsStream(name);
        if (found == null) {
            throw new IOException("This file is not the microbundle: " + name + " is missing");
        }
        return found;
    }

    Class<?> load(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    @Override
    public void close() throws IOException {
        loader.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
