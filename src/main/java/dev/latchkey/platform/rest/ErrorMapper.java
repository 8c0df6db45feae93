package dev.latchkey.platform.rest;

import static dev.latchkey.platform.rest.Errors.text;

import dev.latchkey.platform.persistence.DatabaseErrors;
import dev.latchkey.shared.BusinessException;
import dev.latchkey.shared.Fault;
import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Maps exceptions to the documented form. Unexpected ones are logged with an incident id. */
@Provider
public class ErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(ErrorMapper.class.getName());

    /** As specific as Jersey's own mapper, which would answer with HTML. */
    @Provider
    public static class OfBeans implements ExceptionMapper<EJBException> {

        @Context
        @SuppressWarnings("NullAway.Init")
        HttpServletRequest request;

        @Override
        public Response toResponse(EJBException thrown) {
            return answer(thrown, request);
        }
    }

    /** As specific as Jersey's own mapper, which would answer with HTML. */
    @Provider
    public static class OfValidation implements ExceptionMapper<ValidationException> {

        @Context
        @SuppressWarnings("NullAway.Init")
        HttpServletRequest request;

        @Override
        public Response toResponse(ValidationException thrown) {
            return answer(thrown, request);
        }
    }

    @Context
    @SuppressWarnings("NullAway.Init")
    HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        return answer(thrown, request);
    }

    /** The answer to a failure. */
    static Response answer(Throwable thrown, HttpServletRequest request) {
        var failure = unwrapped(thrown);
        if (failure instanceof BusinessException refused) {
            return Errors.refusal(refused);
        }
        if (failure instanceof ConstraintViolationException invalid) {
            return badInput(invalid);
        }
        if (isRefusedByContainer(failure)) {
            return Errors.forbidden(request);
        }
        if (failure instanceof WebApplicationException http) {
            return http(http);
        }
        if (failure instanceof IOException) {
            // Only request and response do I/O here, so the client is slow or gone.
            LOG.log(Level.FINE, "The client disconnected: {0}", failure.toString());
            return Errors.response(408, text("api.slow"));
        }
        if (DatabaseErrors.isDatabaseAway(failure)) {
            LOG.log(Level.WARNING, "The database is not responding: {0}", failure.toString());
            return Errors.unavailable();
        }
        if (DatabaseErrors.isConflict(failure)) {
            return Errors.response(409, text("error.conflict"));
        }
        var incident = UUID.randomUUID();
        LOG.log(Level.SEVERE, failure, () -> "Incident " + incident);
        return Errors.response(500, text("api.incident", incident));
    }

    /** The caller lacks the role: one exception for remote calls, one for local ones. */
    private static boolean isRefusedByContainer(Throwable failure) {
        return failure instanceof EJBAccessException || failure instanceof AccessLocalException;
    }

    private static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof EJBException wrapper
                        && !isRefusedByContainer(wrapper)
                        && wrapper.getCause() instanceof Exception cause
                ? unwrapped(cause)
                : thrown;
    }

    private static Response badInput(ConstraintViolationException invalid) {
        var faults = invalid.getConstraintViolations().stream()
                .map(Fault::of)
                .distinct()
                .sorted(Comparator.comparing(fault -> fault.in(Locale.ENGLISH)))
                .toList();
        return Errors.response(400, faults);
    }

    private static Response http(WebApplicationException http) {
        var response = http.getResponse();
        if (response.getStatus() < 400 || response.hasEntity()) {
            return response;
        }
        var answer = Response.fromResponse(response);
        if (response.getStatus() == 405) {
            // RFC 9110, 15.5.6; OPTIONS is Jersey's own and not part of the API
            answer.header(HttpHeaders.ALLOW, null)
                    .header(HttpHeaders.ALLOW, response.getAllowedMethods().contains("GET") ? "GET, HEAD" : "POST");
        }
        return answer.type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Errors.of(Errors.words(response.getStatus())))
                .build();
    }
}
