package dev.latchkey.provisioning;

import dev.latchkey.platform.DailyJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/** Deletes imported files after a day: they are personal data. */
@ApplicationScoped
class UserImportCleanUp implements DailyJob {

    private static final Duration KEPT = Duration.ofDays(1);

    @Inject
    UserImportRepository imports;

    @Inject
    Clock clock;

    @Override
    public String name() {
        return "user_imports";
    }

    @Override
    @Transactional
    public void run() {
        imports.forgetBefore(clock.instant().minus(KEPT));
    }
}
