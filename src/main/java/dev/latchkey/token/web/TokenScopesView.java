package dev.latchkey.token.web;

import dev.latchkey.scope.OwnScope;
import dev.latchkey.scope.Scope;
import dev.latchkey.scope.ScopeService;
import dev.latchkey.user.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;

/** The scopes to choose from for a new token. */
@Named
@RequestScoped
public class TokenScopesView {

    private static final int ALL = 1_000;

    @Inject
    ScopeService scopes;

    private @Nullable List<Choice> choices;

    /**
     * A scope to choose.
     *
     * @param own which of Latchkey's own; blank for one that an administrator registered
     */
    public record Choice(String name, String description, String own) {

        static Choice of(Scope scope) {
            return new Choice(
                    scope.name(),
                    scope.description(),
                    scope.own().map(OwnScope::name).orElse(""));
        }
    }

    /** Those that the reader may give to a token. */
    public List<Choice> getChoices() {
        if (choices == null) {
            var administrator = Faces.isUserInRole(Role.ADMINISTRATOR);
            choices = scopes.search("", 0, ALL).items().stream()
                    .filter(scope -> administrator || !scope.isAdministratorsOnly())
                    .map(Choice::of)
                    .toList();
        }
        return choices;
    }
}
