package dev.latchkey.it;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that tests move: it is ahead of real time by the duration in a file. */
@Alternative
@Priority(1)
@ApplicationScoped
public class MovedClock extends Clock {

    /** The variable that names the file. */
    static final String FILE = "MOVED_CLOCK";

    @Override
    public Instant instant() {
        try {
            return Instant.now().plus(Duration.parse(Files.readString(Path.of(System.getenv(FILE)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Days are UTC everywhere");
    }
}
