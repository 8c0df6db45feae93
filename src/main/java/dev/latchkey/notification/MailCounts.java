package dev.latchkey.notification;

import dev.latchkey.platform.Metric;
import dev.latchkey.platform.MetricSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.stream.Collectors;

/** Counts the notices in each state, on all servers. */
@ApplicationScoped
class MailCounts implements MetricSource {

    @Inject
    NoticeRepository notices;

    @Override
    public Metric read() {
        return new Metric(
                "notices",
                "Notices by state; pending ones wait for the mail server",
                Metric.Kind.GAUGE,
                "state",
                notices.count().entrySet().stream()
                        .collect(Collectors.toMap(
                                counted -> counted.getKey().name().toLowerCase(Locale.ROOT),
                                counted -> counted.getValue())));
    }
}
