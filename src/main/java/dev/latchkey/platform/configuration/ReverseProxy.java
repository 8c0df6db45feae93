package dev.latchkey.platform.configuration;

import dev.latchkey.shared.AddressRange;
import dev.latchkey.shared.PlainPath;
import java.net.URI;
import java.util.List;

/** Checks the public address of the server and the proxies whose forwarding headers it trusts. */
public final class ReverseProxy {

    public static final String BASE_URL = "LATCHKEY_BASE_URL";
    static final String TRUSTED_PROXIES = "LATCHKEY_TRUSTED_PROXIES";

    private ReverseProxy() {}

    static void check(SettingLookup settings) throws BadConfiguration {
        settings.check(
                BASE_URL,
                ReverseProxy::isAddressOfPages,
                "is not a URL; write https://latchkey.example.org/, optionally with a path, as a browser shows it");
        var proxies = settings.get(TRUSTED_PROXIES);
        try {
            proxies.ifPresent(AddressRange::parseAll);
        } catch (IllegalArgumentException e) {
            throw new BadConfiguration(
                    TRUSTED_PROXIES,
                    proxies.orElse(""),
                    "has \"" + e.getMessage()
                            + "\", which is not an address; write addresses or ranges, separated by commas, such as 10.0.0.7,fd00::/8");
        }
    }

    /** Whether the pages are served over TLS. */
    public static boolean isHttps(SettingLookup settings) {
        return settings.get(BASE_URL).filter(url -> url.startsWith("https:")).isPresent();
    }

    private static boolean isAddressOfPages(String value) {
        try {
            var url = URI.create(value);
            return List.of("http", "https").contains(String.valueOf(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && (url.getRawPath().isEmpty() || PlainPath.isPlain(withoutLastSlash(url.getRawPath())))
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withoutLastSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
