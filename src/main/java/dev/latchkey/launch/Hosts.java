package dev.latchkey.launch;

import java.util.Locale;

/** Whether what is sent to a host stays on this machine. By its name, without asking anybody. */
final class Hosts {

    private Hosts() {}

    /** @param host a name or an address, IPv6 in brackets or not */
    static boolean isThisMachine(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.isEmpty()
                || name.equals("localhost")
                || name.matches("127(\\.\\d{1,3}){3}")
                || name.equals("::1")
                || name.equals("[::1]");
    }
}
