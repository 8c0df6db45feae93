package dev.latchkey.token;

import java.time.Instant;

/**
 * Refused calls with an active token from outside of its networks.
 *
 * @param calls their number, from 1
 * @param last the last of them, as is the address
 */
record StrayUse(long tokenId, long userId, long calls, Instant last, String address) {

    StrayUse plus(StrayUse later) {
        return new StrayUse(tokenId, userId, calls + later.calls, later.last, later.address);
    }
}
