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

    /** Whether it is an endpoint of OAuth 2, whose errors have a form of their own. */
    public static boolean isOAuth(String servletPath) {
        return servletPath.startsWith("/oauth2/");
    }

    /**
     * Whether no session counts there, only what the request itself brings: a page of another site can then send nothing
     * that it could not send without the browser.
     *
     * @param path without the context path
     */
    public static boolean ignoresSessions(String path) {
        return path.equals("/check")
                || path.startsWith("/check/")
                || isOAuth(path)
                || path.equals("/api/user_tokens/report_leak");
    }

    /** @param path without the context path */
    public static boolean includes(String path) {
        return Stream.of("/api", "/oauth2", "/check")
                .anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }
}
