package dev.latchkey.shared;

import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from.
 *
 * @param userId who calls; null as long as nobody is recognised
 * @param tokenId the token with which the caller came; null when it was none
 * @param sessionId the session with which the caller came; null when it was none. The audit log does not keep it
 * @param address the network address of the client, cut to 45 characters; null when the server acts by itself
 */
public record Origin(
        @Nullable Long userId,
        @Nullable Long tokenId,
        @Nullable Long sessionId,
        Channel channel,
        @Nullable String address) {

    /** As long as an IPv6 address can be that ends like one of IPv4; a longer one has the name of an interface behind it. */
    private static final int LONGEST_ADDRESS = 45;

    /** The server acts by itself: a timer, or something to do at the start. */
    public static final Origin SERVER = new Origin(null, Channel.SERVER, null);

    public Origin {
        address = address == null ? null : address.substring(0, Math.min(address.length(), LONGEST_ADDRESS));
    }

    /** Without a token or a session. */
    public Origin(@Nullable Long userId, Channel channel, @Nullable String address) {
        this(userId, null, null, channel, address);
    }

    /** Without a session. */
    public Origin(@Nullable Long userId, @Nullable Long tokenId, Channel channel, @Nullable String address) {
        this(userId, tokenId, null, channel, address);
    }

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

    /** The same call, whose caller is recognised by a token now. */
    public Origin by(long caller, long token) {
        return new Origin(caller, token, channel, address);
    }

    /** The same call, whose caller is recognised by a session now. */
    public Origin bySession(long caller, long session) {
        return new Origin(caller, null, session, channel, address);
    }
}
