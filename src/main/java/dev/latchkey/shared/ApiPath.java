package dev.latchkey.shared;

import java.util.stream.Stream;

/**
 * The paths that programs call: the Web API, the endpoints of OAuth 2, and the check for gateways. They take credentials
 * from the Authorization header, and answer errors in JSON.
 */
public final class ApiPath {

    private ApiPath() {}

    /** Whether it is the check for gateways, which may add any path to it and any header of the request. */
    public static boolean isCheck(String servletPath) {
        return servletPath.equals("/check");
    }

    /** @param path without the context path */
    public static boolean includes(String path) {
        return Stream.of("/api", "/oauth2", "/check")
                .anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }
}
