package dev.latchkey.platform.web;

import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.omnifaces.util.Exceptions;

/**
 * Answers the form of a page that the server no longer keeps with 409 and a page that loads it again. Faces would throw, and
 * some containers log what a servlet throws even if a filter catches it. For Ajax requests, OmniFaces answers with the same page.
 */
public class ForgottenPages extends ExceptionHandlerFactory {

    public ForgottenPages(ExceptionHandlerFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return new ExceptionHandlerWrapper(getWrapped().getExceptionHandler()) {
            @Override
            public void handle() {
                var context = FacesContext.getCurrentInstance();
                if (context.getPartialViewContext().isAjaxRequest() || !isForgotten()) {
                    getWrapped().handle();
                    return;
                }
                try {
                    context.getExternalContext().responseSendError(HttpServletResponse.SC_CONFLICT, "");
                } catch (IOException e) {
                    throw new FacesException(e);
                }
                context.responseComplete();
            }

            /** Whether Faces threw for such a page; if so, takes that exception. */
            private boolean isForgotten() {
                for (var events = getUnhandledExceptionQueuedEvents().iterator(); events.hasNext(); ) {
                    if (Exceptions.is(events.next().getContext().getException(), ViewExpiredException.class)) {
                        events.remove();
                        return true;
                    }
                }
                return false;
            }
        };
    }
}
