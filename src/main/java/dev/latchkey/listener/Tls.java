package dev.latchkey.listener;

import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/** TLS as RFC 9325 recommends it (section 4.2): forward secrecy and authenticated encryption alone. */
final class Tls {

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    /** All suites of TLS 1.3, and those of TLS 1.2 that agree on a key by elliptic curves. */
    private static final String SUITES =
            "TLS_(ECDHE_(ECDSA|RSA)_WITH_)?(AES_(128|256)_GCM|CHACHA20_POLY1305)_SHA(256|384)";

    private Tls() {}

    static Filter filter(SSLContext context) {
        var engines = new SSLEngineConfigurator(context)
                .setClientMode(false)
                .setEnabledProtocols(VERSIONS)
                .setEnabledCipherSuites(
                        Stream.of(context.getDefaultSSLParameters().getCipherSuites())
                                .filter(suite -> suite.matches(SUITES))
                                .toArray(String[]::new));
        var filter = new SSLBaseFilter(engines, false);
        // a client could demand one handshake after another (CVE-2011-1473)
        filter.setRenegotiationDisabled(true);
        return filter;
    }
}
