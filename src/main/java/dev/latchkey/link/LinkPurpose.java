package dev.latchkey.link;

/** What a link is good for. */
public enum LinkPurpose {
    /** Its user makes the value of a token that an administrator chose. */
    TOKEN("link/claim"),
    /** A new user chooses a password. */
    INVITATION("link/password"),
    /** A user who forgot the password chooses another one. */
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
