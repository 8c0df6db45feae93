package dev.latchkey.notification;

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

/** Sends due notices every five seconds if there is a mail server. */
@Startup
@Singleton
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NoticeTimer {

    @Resource
    TimerService timers;

    @Inject
    MailServer mail;

    @Inject
    NoticeSender sender;

    /** Not by annotation: that timer could fire before the schema is migrated. */
    @PostConstruct
    void start() {
        timers.createCalendarTimer(
                new ScheduleExpression().hour("*").minute("*").second("*/5"), new TimerConfig(null, false));
    }

    @Timeout
    void run() {
        if (mail.isConfigured()) {
            sender.sendDue();
        }
    }
}
