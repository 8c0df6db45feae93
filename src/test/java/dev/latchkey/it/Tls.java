package dev.latchkey.it;

/**
 * Where TLS terminates when the tests call the microbundle: at the server with {@code -Dtls=server}, at a proxy with
 * {@code -Dtls=proxy}, otherwise nowhere.
 */
public enum Tls {
    /** The tests speak HTTP. */
    NOBODY,
    /** The server itself. */
    SERVER,
    /** A proxy in front, which the server trusts. */
    PROXY;

    /** The name of a cookie of Latchkey at the root, which has a prefix over TLS. */
    public static String cookie(String name) {
        return wanted() == NOBODY ? name : "__Host-" + name;
    }

    public static Tls wanted() {
        return switch (System.getProperty("latchkey.tls", "")) {
            case "server" -> SERVER;
            case "proxy" -> PROXY;
            default -> NOBODY;
        };
    }
}
