package dev.latchkey.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds an installed browser, or installs the distribution's Chromium when run as root on Debian or Ubuntu. */
final class Chromium {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge");
    private static final List<Path> PLACES = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
            Path.of("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"),
            Path.of("C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe"));
    private static final int MINUTES_TO_INSTALL = 10;

    private Chromium() {}

    /** @throws IllegalStateException if no browser is found and none can be installed; it says what to install */
    static Path executable() {
        return find().or(Chromium::install)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "The browser tests found no Chromium, Chrome or Edge: install one (on Debian: apt-get install chromium) and run again."));
    }

    /** Holds a lock, because two JVMs run the tests: one installs while the other waits. */
    private static Optional<Path> install() {
        var lock = Path.of(System.getProperty("java.io.tmpdir"), "latchkey-chromium.lock");
        try (var file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = file.lock()) {
            if (held.isValid()
                    && find().isEmpty()
                    && isRoot()
                    && onPath("apt-get").isPresent()) {
                run("apt-get", "update", "--quiet");
                run(
                        "apt-get",
                        "install",
                        "--quiet",
                        "--yes",
                        "--no-install-recommends",
                        "chromium",
                        "fonts-dejavu-core");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return find();
    }

    private static Optional<Path> find() {
        return Stream.concat(NAMES.stream().flatMap(name -> onPath(name).stream()), PLACES.stream())
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void run(String... command) {
        try {
            var builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            var process = builder.start();
            if (!process.waitFor(MINUTES_TO_INSTALL, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot run " + command[0], e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
