package dev.latchkey.listener;

import dev.latchkey.launch.ListenerTls;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.jspecify.annotations.Nullable;

/**
 * Inserts our filters before the one that passes requests to the container. Payara looks up only the add-ons it knows,
 * so this one takes the name of an add-on that Latchkey does not need (payara-config/hk2-locator.txt).
 */
public final class ListenerFilters implements AddOn {

    /** The launcher calls it by this name. */
    private static final String NAME = "dev.latchkey:type=Listener";

    @Override
    public void setup(@Nullable NetworkListener listener, FilterChainBuilder filters) {
        ListenerTls.context()
                .ifPresent(tls -> filters.add(filters.indexOfType(TransportFilter.class) + 1, Tls.filter(tls)));
        decompressNothing((org.glassfish.grizzly.http.HttpServerFilter)
                filters.get(filters.indexOfType(org.glassfish.grizzly.http.HttpServerFilter.class)));
        var container = filters.indexOfType(HttpServerFilter.class);
        filters.add(container, new RequestBodyFilter());
        filters.add(container, new DecodablePath());
        var end = new OrderlyEnd();
        filters.add(container, end);
        filters.add(container, new SecurityHeadersFilter(Boolean.getBoolean("latchkey.https")));
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(end, new ObjectName(NAME));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compresses responses as configured; a compressed request body reaches the application as it is, which answers 415. */
    private static void decompressNothing(org.glassfish.grizzly.http.HttpServerFilter codec) {
        for (var encoding : codec.getContentEncodings()) {
            codec.removeContentEncoding(encoding);
            codec.addContentEncoding(new ResponseEncoding(encoding));
        }
    }
}
