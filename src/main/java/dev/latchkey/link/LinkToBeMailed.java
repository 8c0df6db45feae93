package dev.latchkey.link;

/**
 * A new link goes to its user by mail. Fired in the transaction that issues it; nobody has seen a secret, and there is none
 * before {@link MailedLinks} makes one for each attempt. Not for the audit log, which has the event of the link itself.
 *
 * @param userId who has an address
 */
public record LinkToBeMailed(long linkId, long userId, LinkPurpose purpose) {}
