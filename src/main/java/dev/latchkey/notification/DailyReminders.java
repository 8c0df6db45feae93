package dev.latchkey.notification;

import dev.latchkey.platform.DailyJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Reminds owners of tokens that expire soon, once there is a mail server, and deletes old notices. */
@ApplicationScoped
class DailyReminders implements DailyJob {

    @Inject
    MailServer mail;

    @Inject
    Reminders reminders;

    @Override
    public String name() {
        return "notices";
    }

    @Override
    public boolean isReady() {
        return mail.isConfigured();
    }

    @Override
    public void run() {
        while (reminders.remind() || reminders.forget()) {
            // one transaction per batch
        }
    }
}
