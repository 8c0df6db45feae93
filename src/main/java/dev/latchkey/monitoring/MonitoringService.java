package dev.latchkey.monitoring;

import dev.latchkey.platform.Metric;
import dev.latchkey.platform.MetricSource;
import dev.latchkey.platform.Settings;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/** Shows figures of the server to administrators, if the operator has switched them on. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class MonitoringService {

    @Inject
    Settings settings;

    @Inject
    @Any
    Instance<MetricSource> sources;

    /** @throws NotFoundException if the operator has not switched them on */
    public List<Metric> metrics() {
        if (!settings.isMetricsOn()) {
            throw new NotFoundException(null, "monitoring.off");
        }
        return sources.stream().map(MetricSource::read).toList();
    }
}
