package dev.latchkey.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.Settings;
import dev.latchkey.shared.AddressRange;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {

    private static final Logger LOG = Logger.getLogger(TrustedProxies.class.getName());

    private final List<String> warnings = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(@Nullable LogRecord line) {
            warnings.add(String.valueOf(line == null ? null : line.getMessage()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final TrustedProxies proxies = new TrustedProxies(new Settings() {
        @Override
        public List<AddressRange> trustedProxies() {
            return List.of();
        }

        @Override
        public Optional<String> baseUrl() {
            return Optional.of("https://latchkey.example.org/");
        }
    });

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(handler);
    }

    @Test
    void warnsOnceWhenNoProxyIsNamed() {
        proxies.asSentToTheFirst(request(false));
        proxies.asSentToTheFirst(request(false));

        assertThat(warnings).singleElement().asString().contains("LATCHKEY_TRUSTED_PROXIES names no proxy");
    }

    @Test
    void doesNotWarnWhenTheServerTerminatesTls() {
        proxies.asSentToTheFirst(request(true));

        assertThat(warnings).isEmpty();
    }

    private static HttpServletRequest request(boolean secure) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                TrustedProxiesTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isSecure" -> secure;
                    case "getRemoteAddr" -> "192.0.2.1";
                    default -> null;
                });
    }
}
