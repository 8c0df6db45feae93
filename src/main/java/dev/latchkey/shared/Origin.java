package dev.latchkey.shared;

import org.jspecify.annotations.Nullable;

/**
 * The origin of a call.
 *
 * @param userId the caller; null before authentication
 * @param tokenId the token that authenticated the call; null if none did
 * @param sessionId the session that authenticated the call; null if none did. The audit log omits it
 * @param address the network address of the client, cut to 45 characters; null when the server acts by itself
 */
public record Origin(
        @Nullable Long userId,
        @Nullable Long tokenId,
        @Nullable Long sessionId,
        Channel channel,
        @Nullable String address) {

    /** The longest IPv6 address, with an embedded IPv4 address; anything longer ends with the name of an interface. */
    private static final int LONGEST_ADDRESS = 45;

    /** The server itself: a timer or a task at startup. */
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

    /** How a call enters the system. */
    public enum Channel {
        PAGE,
        API,
        SERVER
    }

    /** This origin with an authenticated caller. */
    public Origin by(long caller) {
        return new Origin(caller, channel, address);
    }

    /** This origin with a caller authenticated by a token. */
    public Origin by(long caller, long token) {
        return new Origin(caller, token, channel, address);
    }

    /** This origin with a caller authenticated by a session. */
    public Origin bySession(long caller, long session) {
        return new Origin(caller, null, session, channel, address);
    }
}
