package dev.latchkey.user.web;

import dev.latchkey.shared.Message;
import dev.latchkey.user.PasswordRule;
import dev.latchkey.user.PasswordStrength;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.component.UIInput;
import jakarta.faces.event.AjaxBehaviorEvent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import org.omnifaces.util.Faces;

/** Rates a password while it is typed. Stores nothing. */
@Named
@RequestScoped
public class PasswordStrengthView {

    @Inject
    PasswordRule rule;

    private String words = "";
    private int strength;

    /** Rates the value of the field, whose attribute {@code login} names the user. */
    public void look(AjaxBehaviorEvent typed) {
        var field = (UIInput) typed.getComponent();
        var password = Objects.toString(field.getValue(), "");
        var login = Objects.toString(field.getAttributes().get("login"), "");
        if (password.isEmpty()) {
            return;
        }
        var fault = rule.fault(login, "", "", password);
        strength = fault.isPresent() ? 1 : PasswordStrength.strength(List.of(), password);
        words = Message.of(fault.orElse("password.strength." + strength)).in(Faces.getLocale());
    }

    public String getWords() {
        return words;
    }

    /** 1 (refused) to 4; 0 without a value. */
    public int getStrength() {
        return strength;
    }
}
