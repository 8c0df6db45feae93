package dev.latchkey.link;

/** What a link is good for. */
public enum LinkPurpose {
    /** Its user makes the value of a token that an administrator chose. */
    TOKEN("link/claim"),
    /** A user chooses a password, the first or another one, as an administrator wants. */
    INVITATION("link/password"),
    /** A user who forgot the password, or of whom somebody says so, chooses another one. */
    PASSWORD("link/password");

    private final String page;

    LinkPurpose(String page) {
        this.page = page;
    }

    /** The path of the page that claims it, below the base URL. */
    String page() {
        return page;
    }
}
