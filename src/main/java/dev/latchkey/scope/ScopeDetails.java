package dev.latchkey.scope;

import dev.latchkey.shared.Readable;
import dev.latchkey.shared.Text;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator registers.
 *
 * @param name 1–100 letters, digits and {@code . - _ : /}, not of Latchkey's own; case-sensitive. Fewer characters than
 * RFC 6749, section 3.3, allows, so that it needs no quoting anywhere.
 * @param description what the services open for it, 1–255 characters
 * @param administratorsOnly whether only administrators may give it to a token; null for no in a new scope, and for no
 * change in another
 */
public record ScopeDetails(
        @Pattern(regexp = ScopeDetails.NAME, message = "{scope.name.invalid}")
        @Pattern(regexp = "(?!" + OwnScope.PREFIX + ").*", message = "{scope.name.own}")
        String name,

        @Readable(max = 255, message = "{scope.description.invalid}", secret = "{scope.description.secret}")
        String description,

        @Nullable Boolean administratorsOnly) {

    static final String NAME = "[A-Za-z0-9._:/-]{1,100}";

    public ScopeDetails {
        name = Text.clean(name);
        description = Text.clean(description);
    }
}
