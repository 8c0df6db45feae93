package dev.latchkey.token;

/**
 * What another policy would mean for the tokens that exist.
 *
 * @param tooLong how many live tokens live longer than a new one could; they go on unless somebody shortens them
 * @param unused how many live tokens nobody has used for so long that the next night revokes them
 */
public record PolicyImpact(long tooLong, long unused) {

    public boolean isNone() {
        return tooLong == 0 && unused == 0;
    }
}
