package dev.latchkey.link;

import dev.latchkey.platform.DailyJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Deletes links some time after they have ended. */
@ApplicationScoped
class LinkCleanUp implements DailyJob {

    @Inject
    LinkUpkeep upkeep;

    @Override
    public String name() {
        return "links";
    }

    @Override
    public void run() {
        while (upkeep.forget()) {
            // one transaction per batch
        }
    }
}
