package dev.latchkey.user;

import dev.latchkey.shared.Text;
import jakarta.validation.constraints.Size;

/**
 * A query for service accounts.
 *
 * @param text part of login or name, in any case; blank for all; at most 255 characters
 * @param active whether to find the active or the deactivated ones
 * @param offset the number of service accounts to skip, from 0
 * @param limit the maximum number of service accounts, 1–500
 */
public record ServiceAccountQuery(
        @Size(max = 255, message = "{api.serviceAccount.query}")
        String text,

        boolean active,
        int offset,
        int limit) {

    public ServiceAccountQuery {
        text = Text.clean(text);
        if (offset < 0 || limit < 1 || limit > 500) {
            throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
        }
    }
}
