package dev.latchkey.platform.web;

import dev.latchkey.platform.persistence.DatabaseErrors;
import dev.latchkey.shared.BusinessException;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.Fault;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.Message;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import jakarta.validation.ConstraintViolationException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Components;
import org.omnifaces.util.Faces;

/**
 * Calls a service from a page and shows a refusal: next to the input that the refusal names, otherwise above the form,
 * in the reader's language.
 */
public final class PageErrors {

    private PageErrors() {}

    /** Returns whether the call was refused; if so, the page shows why. */
    public static boolean report(Runnable call) {
        try {
            call.run();
            return false;
        } catch (BusinessException e) {
            if (e instanceof ForbiddenException) {
                // The page is rendered with status 200; RefusalFilter takes the refusal from this attribute.
                Faces.setRequestAttribute(ForbiddenException.class.getName(), e);
            }
            show(e.fault());
        } catch (ConstraintViolationException e) {
            e.getConstraintViolations().forEach(violation -> show(Fault.of(violation)));
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isConflict(e)) {
                throw e;
            }
            show(new Fault(null, Message.of("error.conflict")));
        }
        return true;
    }

    /**
     * For a call that acts on displayed data.
     *
     * @param showAnew refreshes the page when its data is stale
     */
    public static boolean report(Runnable call, Runnable showAnew) {
        return report(() -> {
            try {
                call.run();
            } catch (ConflictException conflict) {
                try {
                    showAnew.run();
                } catch (BusinessException gone) {
                    // nothing left to refresh: the conflict says so
                    conflict.addSuppressed(gone);
                }
                throw conflict;
            }
        });
    }

    private static void show(Fault fault) {
        var field = fault.field();
        var context = FacesContext.getCurrentInstance();
        var form = sentForm();
        // only in this form, since others on the page have fields of the same name
        var input = field == null || form == null ? null : form.findComponent(field);
        if (input != null && !isShown(input)) {
            // an invisible field would hide its message
            input = null;
        }
        if (input instanceof UIInput named) {
            named.setValid(false);
        }
        // A warning, because beside an error MyFaces shows the lists within a row as they were before the call.
        var severity = input == null ? FacesMessage.SEVERITY_WARN : FacesMessage.SEVERITY_ERROR;
        context.addMessage(
                input == null ? null : input.getClientId(), new FacesMessage(severity, fault.in(locale()), null));
        context.validationFailed();
    }

    /** OmniFaces knows what Mojarra sends along with a form, but not what MyFaces does. Null for a request that sends no form. */
    private static @Nullable UIForm sentForm() {
        var sent = new AtomicReference<@Nullable UIForm>(Components.getCurrentForm());
        if (sent.get() == null) {
            Components.forEachComponent().ofTypes(UIForm.class).<UIForm>invoke(form -> {
                if (form.isSubmitted()) {
                    sent.set(form);
                }
            });
        }
        return sent.get();
    }

    private static boolean isShown(UIComponent component) {
        return Stream.iterate(component, each -> each != null, UIComponent::getParent)
                .allMatch(UIComponent::isRendered);
    }

    private static Locale locale() {
        return FacesContext.getCurrentInstance().getViewRoot().getLocale();
    }
}
