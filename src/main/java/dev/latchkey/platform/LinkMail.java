package dev.latchkey.platform;

/** Whether links can go by mail. Features ask it, and know nothing else of mail. */
public interface LinkMail {

    /**
     * Whether a mail server and the public URL are configured. A link by mail never starts with the address that a request
     * names, which whoever sends the request may choose.
     */
    boolean isPossible();
}
