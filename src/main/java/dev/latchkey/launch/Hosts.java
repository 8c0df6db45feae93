package dev.latchkey.launch;

import java.util.Locale;

/** Decides by name alone, without DNS, whether a host is this machine. */
final class Hosts {

    private Hosts() {}

    /** @param host a name or an address, IPv6 with or without brackets */
    static boolean isThisMachine(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.isEmpty()
                || name.equals("localhost")
                || name.matches("127(\\.\\d{1,3}){3}")
                || name.equals("::1")
                || name.equals("[::1]");
    }
}
