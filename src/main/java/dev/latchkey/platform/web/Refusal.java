package dev.latchkey.platform.web;

import dev.latchkey.platform.persistence.Failure;
import dev.latchkey.shared.BusinessException;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.Message;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Components;
import org.omnifaces.util.Faces;

/**
 * Calls a service from a page and shows what it refuses: beside the field whose id is the name of the input at fault, the
 * same name as in the API, otherwise above the form. The words are those of the API, in the reader's language.
 */
public final class Refusal {

    private Refusal() {}

    /** Whether the call was refused; if so, the page says why. */
    public static boolean of(Runnable call) {
        try {
            call.run();
            return false;
        } catch (BusinessException e) {
            if (e instanceof ForbiddenException) {
                // The answer is a page as any other: this says what it is about to whoever looks at answers.
                Faces.setRequestAttribute(ForbiddenException.class.getName(), e);
            }
            show(e.field(), e.in(locale()));
        } catch (ConstraintViolationException e) {
            e.getConstraintViolations()
                    .forEach(violation -> show(
                            field(violation),
                            Message.ofTemplate(violation.getMessageTemplate()).in(locale())));
        } catch (RuntimeException e) {
            if (!Failure.isConflict(e)) {
                throw e;
            }
            show(null, Message.of("api.conflict").in(locale()));
        }
        return true;
    }

    /**
     * The same for a call that acts on what the page shows.
     *
     * @param showAnew has the page show what there is now, when that is no longer what it showed
     */
    public static boolean of(Runnable call, Runnable showAnew) {
        return of(() -> {
            try {
                call.run();
            } catch (ConflictException conflict) {
                try {
                    showAnew.run();
                } catch (BusinessException gone) {
                    // there is nothing left to show, as the words of the conflict say
                    conflict.addSuppressed(gone);
                }
                throw conflict;
            }
        });
    }

    private static String field(ConstraintViolation<?> violation) {
        var last = "";
        for (Path.Node node : violation.getPropertyPath()) {
            last = node.getName();
        }
        return last;
    }

    private static void show(@Nullable String field, String words) {
        var context = FacesContext.getCurrentInstance();
        UIForm form = Components.getCurrentForm();
        // in this form alone: others on the page have fields of the same name
        var input = field == null || form == null ? null : form.findComponent(field);
        if (input != null && !isShown(input)) {
            // beside a field that nobody sees nobody would read it
            input = null;
        }
        if (input instanceof UIInput named) {
            named.setValid(false);
        }
        context.addMessage(
                input == null ? null : input.getClientId(), new FacesMessage(FacesMessage.SEVERITY_ERROR, words, null));
        context.validationFailed();
    }

    private static boolean isShown(UIComponent component) {
        return Stream.iterate(component, each -> each != null, UIComponent::getParent)
                .allMatch(UIComponent::isRendered);
    }

    private static Locale locale() {
        return FacesContext.getCurrentInstance().getViewRoot().getLocale();
    }
}
