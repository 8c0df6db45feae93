package dev.latchkey.shared;

/**
 * The paths that programs call: the Web API, and the endpoints of OAuth 2. They take credentials from the Authorization
 * header, and answer errors in JSON.
 */
public final class ApiPath {

    private ApiPath() {}

    /** @param path without the context path */
    public static boolean includes(String path) {
        return path.equals("/api") || path.startsWith("/api/") || path.startsWith("/oauth2/");
    }
}
