package dev.latchkey.monitoring;

import dev.latchkey.platform.Metric;
import dev.latchkey.platform.MetricSource;
import dev.latchkey.shared.DomainEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts what the audit log records: generations, revocations, sign-ins, refusals and everything else. */
@ApplicationScoped
public class EventCounts implements MetricSource {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) DomainEvent event) {
        counts.computeIfAbsent(event.action(), action -> new LongAdder()).increment();
    }

    @Override
    public Metric read() {
        return new Metric(
                "events",
                "Events that the audit log records, since this server started",
                Metric.Kind.COUNTER,
                "action",
                counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, counted -> counted.getValue()
                        .sum())));
    }
}
