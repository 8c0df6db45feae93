package dev.latchkey.notification;

import dev.latchkey.platform.persistence.OncePerDay;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.ScheduleExpression;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/**
 * Sends due notices every five seconds, and creates reminders once per UTC day. Without a mail server, reminders wait
 * until there is one.
 */
@Startup
@Singleton
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NoticeTimer {

    private static final String JOB = "notices";

    @Resource
    TimerService timers;

    @Inject
    MailServer mail;

    @Inject
    OncePerDay day;

    @Inject
    Reminders reminders;

    @Inject
    NoticeSender sender;

    /** Not by annotation: the timer of one may ring while the schema is still being brought up to date. */
    @PostConstruct
    void start() {
        timers.createCalendarTimer(
                new ScheduleExpression().hour("*").minute("*").second("*/5"), new TimerConfig(null, false));
    }

    @Timeout
    void run() {
        if (mail.isConfigured()) {
            day.begin(JOB).ifPresent(today -> {
                while (reminders.remind() || reminders.forget()) {
                    // one transaction per batch
                }
                day.finished(JOB, today);
            });
            sender.sendDue();
        }
    }
}
