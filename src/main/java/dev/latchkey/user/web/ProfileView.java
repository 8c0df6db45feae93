package dev.latchkey.user.web;

import dev.latchkey.user.AccountService;
import dev.latchkey.user.Appearance;
import dev.latchkey.user.Language;
import dev.latchkey.user.Preferences;
import dev.latchkey.user.UserService;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** My account › Profile. */
@Named
@RequestScoped
public class ProfileView {

    @Inject
    UserService users;

    @Inject
    AccountService account;

    private String name = "";
    private @Nullable String email;
    private List<String> groups = List.of();
    private Language language = Language.BROWSER;
    private Appearance appearance = Appearance.SYSTEM;

    @PostConstruct
    void show() {
        var user = users.current();
        name = user.name();
        email = user.email();
        groups = user.groupNames();
        language = user.preferences().language();
        appearance = user.preferences().appearance();
    }

    /** Reloads the page, so that all of it uses the new language. */
    public String save() {
        account.prefer(new Preferences(language, appearance));
        return "/account/profile?faces-redirect=true&saved=true";
    }

    public String getName() {
        return name;
    }

    public @Nullable String getEmail() {
        return email;
    }

    public List<String> getGroups() {
        return groups;
    }

    public Language[] getLanguages() {
        return Language.values();
    }

    public Language getLanguage() {
        return language;
    }

    public void setLanguage(Language language) {
        this.language = language;
    }

    public Appearance[] getAppearances() {
        return Appearance.values();
    }

    public Appearance getAppearance() {
        return appearance;
    }

    public void setAppearance(Appearance appearance) {
        this.appearance = appearance;
    }
}
