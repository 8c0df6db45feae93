package dev.latchkey.monitoring.rest;

import dev.latchkey.monitoring.MonitoringService;
import dev.latchkey.platform.Metric;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Figures for Prometheus, at the address at which SonarQube has its own. */
@Path("monitoring/metrics")
@ApplicationScoped
public class MonitoringResource {

    private static final String PREFIX = "latchkey_";

    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    @EJB
    MonitoringService monitoring;

    @GET
    public Response metrics() throws IOException {
        var snapshots = new MetricSnapshots(
                monitoring.metrics().stream().map(MonitoringResource::snapshot).toList());
        var text = new ByteArrayOutputStream();
        writer.write(text, snapshots);
        return Response.ok(text.toByteArray(), writer.getContentType()).build();
    }

    private static MetricSnapshot snapshot(Metric metric) {
        return metric.kind() == Metric.Kind.COUNTER ? counter(metric) : gauge(metric);
    }

    private static MetricSnapshot counter(Metric metric) {
        var counter = CounterSnapshot.builder().name(PREFIX + metric.name()).help(metric.help());
        metric.values()
                .forEach((label, value) -> counter.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(Labels.of(metric.label(), label))
                        .value(value)
                        .build()));
        return counter.build();
    }

    private static MetricSnapshot gauge(Metric metric) {
        var gauge = GaugeSnapshot.builder().name(PREFIX + metric.name()).help(metric.help());
        metric.values()
                .forEach((label, value) -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(Labels.of(metric.label(), label))
                        .value(value)
                        .build()));
        return gauge.build();
    }
}
