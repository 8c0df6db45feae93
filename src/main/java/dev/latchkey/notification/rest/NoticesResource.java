package dev.latchkey.notification.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;

import dev.latchkey.notification.Notice;
import dev.latchkey.notification.NoticeKind;
import dev.latchkey.notification.NoticeService;
import dev.latchkey.notification.NoticeState;
import dev.latchkey.notification.TestMail;
import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lists and retries mail to users. */
@Path("notices")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class NoticesResource {

    @EJB
    NoticeService notices;

    @EJB
    TestMail testMail;

    /** One page of notices; {@code configured} tells whether a mail server is configured. */
    public record Found(Paging paging, boolean configured, List<Listed> notices) {}

    /** A notice; {@code lastError} is the last answer of the mail server or the last connection error. */
    public record Listed(
            String id,
            NoticeKind kind,
            NoticeState state,
            String login,
            @Nullable String tokenName,
            String createdAt,
            int attempts,
            @Nullable String lastError) {

        static Listed of(Notice notice) {
            return new Listed(
                    Long.toString(notice.id()),
                    notice.kind(),
                    notice.dispatch().state(),
                    notice.recipient().login(),
                    notice.tokenName(),
                    format(notice.createdAt()),
                    notice.dispatch().attempts(),
                    notice.dispatch().lastError(Locale.ENGLISH));
        }
    }

    /** Whether the mail server has accepted the mail, and the result as text. */
    public record Tested(boolean accepted, String msg) {}

    /** The number of notices to be retried. */
    public record Retried(int retried) {}

    @GET
    @Path("search")
    public Found search(
            @QueryParam("state") @Nullable NoticeState state,
            @QueryParam("p") @Nullable Integer page,
            @QueryParam("ps") @Nullable Integer pageSize) {
        var wanted = PageParameters.of(page, pageSize);
        var found = notices.search(state == null ? NoticeState.FAILED : state, wanted.offset(), wanted.size());
        return new Found(
                wanted.paging(found.total()),
                notices.isMailConfigured(),
                found.items().stream().map(Listed::of).toList());
    }

    @POST
    @Path("send_test")
    public Tested sendTest(@FormParam("address") @DefaultValue("") String address) {
        var outcome = testMail.send(address);
        return new Tested(outcome.accepted(), outcome.words().in(Locale.ENGLISH));
    }

    @POST
    @Path("retry")
    public Retried retry(@FormParam("id") @Nullable Integer id) {
        return new Retried(id == null ? notices.retryAll() : notices.retry(id));
    }
}
