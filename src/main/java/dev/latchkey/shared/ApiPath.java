package dev.latchkey.shared;

import java.util.stream.Stream;

/**
 * The paths that programs call: the Web API, the endpoints of OAuth 2, and the check for gateways. They take credentials from the Authorization
 * header, and answer errors in JSON.
 */
public final class ApiPath {

    private ApiPath() {}

    /** @param path without the context path */
    public static boolean includes(String path) {
        return Stream.of("/api", "/oauth2", "/check")
                .anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }
}
