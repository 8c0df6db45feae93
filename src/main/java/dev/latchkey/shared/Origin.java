package dev.latchkey.shared;

import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from.
 *
 * @param userId who calls; null as long as nobody is recognised
 * @param address the network address of the client; null when the server acts by itself
 */
public record Origin(
        @Nullable Long userId, Channel channel, @Nullable String address) {

    /** The server acts by itself: a timer, or something to do at the start. */
    public static final Origin SERVER = new Origin(null, Channel.SERVER, null);

    /** The way in. */
    public enum Channel {
        PAGE,
        API,
        SERVER
    }

    /** The same call, whose caller is recognised now. */
    public Origin by(long caller) {
        return new Origin(caller, channel, address);
    }
}
