package dev.latchkey.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A server process, and the reader of its output. */
final class ServerProcess {

    /** Long enough for a busy machine. */
    private static final int SECONDS_TO_START = 300;

    private static final int SECONDS_TO_STOP = 60;

    private final Process process;
    private final Pattern readyLine;
    private final Path logFile;
    private final Thread output;
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    /**
     * @param environment Latchkey's settings; none are inherited from the tests' environment
     * @param ready a part of the line that says that the server is ready
     */
    ServerProcess(
            Path jar,
            List<String> jvmOptions,
            List<String> arguments,
            Map<String, String> environment,
            String ready,
            Path logFile) {
        this.readyLine = Pattern.compile(ready);
        this.logFile = logFile;
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_"));
        builder.environment().putAll(environment);
        try {
            this.process = builder.start();
            // Payara Server reads its input
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.output = new Thread(this::copy, "output of the server");
        output.setDaemon(true);
        output.start();
    }

    private void copy() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                Writer log = Files.newBufferedWriter(logFile, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.write(line + System.lineSeparator());
                log.flush();
                if (readyLine.matcher(line).find()) {
                    ready.complete(line);
                }
            }
            ready.completeExceptionally(new IllegalStateException("The server ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    void awaitReady() {
        try {
            ready.get(SECONDS_TO_START, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("The server does not become ready, see " + logFile, e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    void kill() {
        process.destroyForcibly();
        awaitEnd(SECONDS_TO_STOP);
    }

    void stop() {
        // process.destroy() would close the output before the last lines
        process.toHandle().destroy();
        awaitEnd(SECONDS_TO_STOP);
    }

    /** Waits until the process ends by itself, because it cannot start. */
    int exitCode() {
        return awaitEnd(SECONDS_TO_START);
    }

    private int awaitEnd(int seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The server does not end, see " + logFile);
            }
            output.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
