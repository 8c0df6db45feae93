package dev.latchkey.notification.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;

import dev.latchkey.notification.Notice;
import dev.latchkey.notification.NoticeKind;
import dev.latchkey.notification.NoticeService;
import dev.latchkey.notification.NoticeState;
import dev.latchkey.notification.TestMail;
import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Lists and retries mail to token owners. */
@Path("notices")
@Tag(name = "notices")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class NoticesResource {

    @Inject
    NoticeService notices;

    @Inject
    TestMail testMail;

    /** One page of notices; {@code configured} tells whether a mail server is configured. */
    public record Found(Paging paging, boolean configured, List<Listed> notices) {}

    /** A notice; {@code lastError} is the last answer of the mail server or the last connection error. */
    public record Listed(
            String id,
            NoticeKind kind,
            NoticeState state,
            String login,
            String tokenName,
            String createdAt,
            int attempts,
            @Nullable String lastError) {

        static Listed of(Notice notice) {
            return new Listed(
                    Long.toString(notice.id()),
                    notice.kind(),
                    notice.state(),
                    notice.recipient().login(),
                    notice.tokenName(),
                    format(notice.createdAt()),
                    notice.attempts(),
                    notice.lastError(Locale.ENGLISH));
        }
    }

    /** Whether the mail server has accepted the mail, and the result as text. */
    public record Tested(boolean accepted, String msg) {}

    /** The number of notices to be retried. */
    public record Retried(int retried) {}

    @GET
    @Path("search")
    @Operation(summary = "Search notices", description = "For administrators. The newest first.")
    @APIResponse(
            responseCode = "200",
            description = "One page of notices",
            content =
                    @Content(
                            schema = @Schema(implementation = Found.class),
                            examples = @ExampleObject(name = "failed", value = """
                                                    {"paging":{"pageIndex":1,"pageSize":50,"total":1},"configured":true,"notices":[{"id":"101","kind":"TOKEN_EXPIRES","state":"FAILED","login":"ann","tokenName":"ci","createdAt":"2026-11-23T00:00:02+0000","attempts":16,"lastError":"550 No such mailbox"}]}""")))
    public Found search(
            @Parameter(description = "What has become of them, FAILED when absent") @QueryParam("state") @Nullable
                    NoticeState state,
            @Parameter(description = "Which page, from 1") @QueryParam("p") @Nullable Integer page,
            @Parameter(description = "How long a page is, 1–500, 50 when absent") @QueryParam("ps") @Nullable
                    Integer pageSize) {
        var wanted = PageParameters.of(page, pageSize);
        var found = notices.search(state == null ? NoticeState.FAILED : state, wanted.offset(), wanted.size());
        return new Found(
                wanted.paging(found.total()),
                notices.isMailConfigured(),
                found.items().stream().map(Listed::of).toList());
    }

    @POST
    @Path("send_test")
    @Operation(
            summary = "Send a test mail",
            description = "For administrators. Answers when the mail server has, after a minute or so at the latest.")
    @APIResponse(
            responseCode = "200",
            description = "Whether the mail server has accepted it, and why not",
            content =
                    @Content(
                            schema = @Schema(implementation = Tested.class),
                            examples = @ExampleObject(name = "refused", value = """
                                                    {"accepted":false,"msg":"The mail was not sent: 535 Authentication failed"}""")))
    @APIResponse(responseCode = "400", description = "That is no address, or no mail server is configured")
    public Tested sendTest(
            @Parameter(description = "The caller's own when absent", example = "ann@example.org")
                    @FormParam("address")
                    @DefaultValue("")
                    String address) {
        var outcome = testMail.send(address);
        return new Tested(outcome.accepted(), outcome.words().in(Locale.ENGLISH));
    }

    @POST
    @Path("retry")
    @Operation(
            summary = "Try notices again",
            description = "For administrators. One notice, or all that were given up or skipped.")
    @APIResponse(responseCode = "200", description = "How many are tried again")
    @APIResponse(responseCode = "404", description = "There is no such notice")
    public Retried retry(
            @Parameter(description = "Which one; all when absent", example = "101") @FormParam("id") @Nullable
                    Integer id) {
        return new Retried(id == null ? notices.retryAll() : notices.retry(id));
    }
}
