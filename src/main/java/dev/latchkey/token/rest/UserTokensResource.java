package dev.latchkey.token.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;

import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.AccessToken;
import dev.latchkey.token.Client;
import dev.latchkey.token.DayOfUse;
import dev.latchkey.token.Ending;
import dev.latchkey.token.GeneratedToken;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Overlap;
import dev.latchkey.token.Rotation;
import dev.latchkey.token.TokenHistory;
import dev.latchkey.token.TokenService;
import dev.latchkey.token.TokenStatus;
import dev.latchkey.token.TokenType;
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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Generate, list and revoke tokens: one's own, or anybody's as an administrator. */
@Path("user_tokens")
@Tag(name = "user_tokens")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class UserTokensResource {

    @Inject
    TokenService tokens;

    @Inject
    TokenHistory history;

    @Inject
    Rotation rotation;

    @Inject
    Clock clock;

    /** So many tokens are read at a time, so that what was read for the list is not all in memory at once. */
    private static final int BATCH = 1000;

    /** As many are listed where no page is asked for. */
    private static final int MOST_LISTED = 10_000;

    /** A token just generated; the only answer that ever holds a value. */
    public record Generated(
            String login,
            String name,
            String token,
            String hint,
            String createdAt,
            TokenType type,
            @Nullable String expirationDate,
            @Nullable String projectKey) {

        static Generated of(GeneratedToken generated) {
            var token = generated.token();
            return new Generated(
                    generated.login(),
                    token.name(),
                    generated.secret().reveal(),
                    token.masked(),
                    format(token.createdAt()),
                    token.type(),
                    optional(token.expiresOn()),
                    token.projectKey());
        }

        /** Never the value. */
        @Override
        public String toString() {
            return "Generated[login=" + login + ", name=" + name + ']';
        }
    }

    /** Tokens of a user; {@code paging} only where a page was asked for. */
    public record Found(
            String login, List<Listed> userTokens, @Nullable Paging paging) {}

    /** What a project analysis token is for. */
    public record Project(String key, String name) {

        static @Nullable Project of(AccessToken token) {
            var key = token.projectKey();
            var name = token.projectName();
            return key == null || name == null ? null : new Project(key, name);
        }
    }

    /**
     * A token in a list; the hint is what may be shown of its value, endReason is EXPIRED or why it was revoked, and
     * callsAfterEnd how often somebody still used it then; createdByToken is the token with which it was generated or rotated.
     */
    public record Listed(
            String id,
            String name,
            String hint,
            String createdAt,
            @Nullable String createdBy,
            @Nullable String createdByTokenId,
            @Nullable String createdByToken,
            TokenType type,
            @Nullable String lastConnectionDate,
            @Nullable String lastConnectionAddress,
            @Nullable String lastConnectionAgent,
            @Nullable String expirationDate,
            @Nullable Boolean isExpired,
            @Nullable Project project,
            @Nullable String endedAt,
            @Nullable String endedBy,
            @Nullable String endReason,
            @Nullable Long callsAfterEnd,
            @Nullable String lastCallAfterEnd,
            @Nullable Former former) {

        static Listed of(AccessToken token, Instant now) {
            var from = Optional.ofNullable(token.lastUsedFrom());
            var ending = token.ending(now);
            return new Listed(
                    Long.toString(token.id()),
                    token.name(),
                    token.masked(),
                    format(token.createdAt()),
                    token.createdBy(),
                    token.createdByTokenId() == null ? null : Long.toString(token.createdByTokenId()),
                    token.createdByToken(),
                    token.type(),
                    optional(token.lastUsedAt()),
                    from.map(Client::address).orElse(null),
                    from.map(Client::agent).orElse(null),
                    optional(token.expiresOn()),
                    token.expiresOn() == null ? null : token.isExpired(LocalDate.ofInstant(now, ZoneOffset.UTC)),
                    Project.of(token),
                    ending.map(end -> format(end.at())).orElse(null),
                    ending.map(Ending::by).orElse(null),
                    ending.map(end -> end.reason() == null
                                    ? "EXPIRED"
                                    : end.reason().name())
                            .orElse(null),
                    ending.isEmpty() ? null : token.deadUses(),
                    optional(token.lastDeadUseAt()),
                    token.former(now).map(Former::of).orElse(null));
        }
    }

    /** The value that a rotation has replaced and that is still good; without an end it is until the new one is used. */
    public record Former(String hint, @Nullable String endsAt) {

        static Former of(AccessToken former) {
            return new Former(former.masked(), optional(former.endsAt()));
        }
    }

    /** From where a token was used. */
    public record Uses(List<Used> uses) {}

    /** One day and address; count says in how many minutes. */
    public record Used(String day, String address, String agent, int count, String lastConnectionDate) {

        static Used of(DayOfUse use) {
            return new Used(use.day().toString(), use.address(), use.agent(), use.uses(), format(use.last()));
        }
    }

    @POST
    @Path("generate")
    @IgnoresUnknownParameters
    @Operation(
            summary = "Generate a token",
            description =
                    "For oneself, or as an administrator for any user. The value is in the answer and nowhere else.")
    @APIResponse(
            responseCode = "200",
            description = "The token with its value",
            content =
                    @Content(
                            schema = @Schema(implementation = Generated.class),
                            examples = @ExampleObject(name = "generated", value = """
                                                    {"login":"ann","name":"ci","token":"lku_…","hint":"lku_…Zrw4","createdAt":"2026-11-23T17:26:15+0000","type":"USER_TOKEN","expirationDate":"2027-01-01T00:00:00+0000"}""")))
    @APIResponse(responseCode = "400", description = "A parameter breaks a rule, or the name is taken")
    @APIResponse(responseCode = "403", description = "Somebody else's token, and the caller is no administrator")
    @APIResponse(responseCode = "404", description = "Nobody has that login, or there is no such project")
    @APIResponse(responseCode = "409", description = "The owner has as many tokens as a user may have")
    @APIResponse(responseCode = "429", description = "Too many tokens were generated for the owner in the last hour")
    public Generated generate(
            @Parameter(description = "1–100 characters, unique among the owner's tokens; case counts", example = "ci")
                    @FormParam("name")
                    @DefaultValue("")
                    String name,
            @Parameter(description = "Whose token; the caller's own when absent", example = "ann")
                    @FormParam("login")
                    @Nullable
                    String login,
            @Parameter(
                            description = "The day at whose beginning in UTC the token ends, at the earliest tomorrow",
                            example = "2027-01-01")
                    @FormParam("expirationDate")
                    @Nullable
                    LocalDate expirationDate,
            @Parameter(description = "USER_TOKEN when absent; for somebody else nothing but USER_TOKEN")
                    @FormParam("type")
                    @Nullable
                    TokenType type,
            @Parameter(description = "The one project that a PROJECT_ANALYSIS_TOKEN is for", example = "shop")
                    @FormParam("projectKey")
                    @Nullable
                    String projectKey) {
        var kind = type == null ? TokenType.USER_TOKEN : type;
        return Generated.of(tokens.generate(new NewToken(login, name, kind, expirationDate, projectKey)));
    }

    @POST
    @Path("revoke")
    @IgnoresUnknownParameters
    @Operation(
            summary = "Revoke a token",
            description = "Programs that use it are refused at once. Also fine when there is no such token.")
    @APIResponse(responseCode = "204", description = "There is no such token any more")
    @APIResponse(responseCode = "403", description = "Somebody else's token, and the caller is no administrator")
    @APIResponse(responseCode = "404", description = "Nobody has that login")
    public void revoke(
            @Parameter(description = "The token's name", example = "ci") @FormParam("name") @DefaultValue("")
                    String name,
            @Parameter(description = "Whose token; the caller's own when absent", example = "ann")
                    @FormParam("login")
                    @Nullable
                    String login) {
        tokens.revoke(login, name);
    }

    @GET
    @Path("search")
    @Operation(
            summary = "List a user's tokens",
            description =
                    "By name in code-point order, expired ones included. All that are live, 10,000 at the most, or one page when a page or"
                            + " another status is asked for. With paging when there are more.")
    @APIResponse(
            responseCode = "200",
            description = "The tokens, without their values",
            content =
                    @Content(
                            schema = @Schema(implementation = Found.class),
                            examples = @ExampleObject(name = "found", value = """
                                                    {"login":"ann","userTokens":[{"name":"ci","hint":"lku_…Zrw4","createdAt":"2026-11-23T17:26:15+0000","type":"USER_TOKEN","lastConnectionDate":"2026-11-23T18:00:00+0000"}]}""")))
    @APIResponse(responseCode = "403", description = "Somebody else's tokens, and the caller is no administrator")
    @APIResponse(responseCode = "404", description = "Nobody has that login")
    public Found search(
            @Parameter(description = "Whose tokens; the caller's own when absent", example = "ann")
                    @QueryParam("login")
                    @Nullable
                    String login,
            @Parameter(description = "LIVE when absent: whatever is not revoked. ENDED: what is revoked or expired")
                    @QueryParam("status")
                    @Nullable
                    TokenStatus status,
            @Parameter(description = "Which page, from 1") @QueryParam("p") @Nullable Integer page,
            @Parameter(description = "How long a page is, 1–500, 50 when absent") @QueryParam("ps") @Nullable
                    Integer pageSize) {
        var wanted = status == null ? TokenStatus.LIVE : status;
        var isPaged = wanted != TokenStatus.LIVE || page != null || pageSize != null;
        var paged = PageParameters.of(page, pageSize);
        var now = clock.instant();
        if (isPaged) {
            var found = history.search(login, wanted, paged.offset(), paged.size());
            return new Found(
                    found.owner().login(),
                    found.tokens().stream().map(token -> Listed.of(token, now)).toList(),
                    paged.paging(found.total()));
        }
        return all(login, now);
    }

    /** The reference product knows no pages here: its clients get everything, as far as it goes. */
    private Found all(@Nullable String login, Instant now) {
        var found = history.search(login, TokenStatus.LIVE, 0, BATCH);
        var listed = new ArrayList<Listed>();
        for (var batch = found.tokens(); !batch.isEmpty() && listed.size() < MOST_LISTED; ) {
            batch.forEach(token -> listed.add(Listed.of(token, now)));
            var last = batch.get(batch.size() - 1).name();
            batch = batch.size() < BATCH ? List.of() : history.named(login, last, BATCH);
        }
        var isWhole = found.total() <= MOST_LISTED;
        return new Found(found.owner().login(), listed, isWhole ? null : new Paging(1, MOST_LISTED, found.total()));
    }

    @GET
    @Path("uses")
    @Operation(
            summary = "Tell from where a token was used",
            description = "Of the last 30 days, the latest first, up to 20 addresses a day.")
    @APIResponse(responseCode = "200", description = "A line for each day and address")
    @APIResponse(responseCode = "403", description = "Somebody else's token, and the caller is no administrator")
    @APIResponse(responseCode = "404", description = "There is no such token")
    public Uses uses(
            @Parameter(description = "The token's id, from the list", example = "51") @QueryParam("id") @Nullable
                    Long id) {
        if (id == null) {
            throw new InvalidException("id", "api.token.id");
        }
        return new Uses(history.uses(id).stream().map(Used::of).toList());
    }

    @POST
    @Path("rotate")
    @Operation(
            summary = "Give a token a new value",
            description = "Under the same name and rules, as many days from today as it had, or as the policy allows."
                    + " The former value stays good for the overlap, so that nothing has to stop. A token rotates"
                    + " itself with no parameter at all, if the policy lets it; analysis tokens do not.")
    @APIResponse(
            responseCode = "200",
            description = "The token with its new value",
            content = @Content(schema = @Schema(implementation = Generated.class)))
    @APIResponse(responseCode = "400", description = "A parameter breaks a rule")
    @APIResponse(
            responseCode = "403",
            description =
                    "Somebody else's token, and the caller is no administrator; or the policy lets no token do it")
    @APIResponse(responseCode = "404", description = "Nobody has that login, or no live token has that name")
    @APIResponse(responseCode = "409", description = "The token is being rotated, or was just now")
    @APIResponse(responseCode = "429", description = "Too many values were made for the owner in the last hour")
    public Generated rotate(
            @Parameter(
                            description = "The token's name; the token with which the call comes when absent",
                            example = "ci")
                    @FormParam("name")
                    @Nullable
                    String name,
            @Parameter(description = "Whose token; the caller's own when absent", example = "ann")
                    @FormParam("login")
                    @Nullable
                    String login,
            @Parameter(
                            description = "How many hours the former value stays good, 0–168; 24 when absent",
                            example = "24")
                    @FormParam("overlap")
                    @Nullable
                    Integer overlap,
            @Parameter(description = "Instead of hours: the former value ends when the new one is used first")
                    @FormParam("untilFirstUse")
                    @Nullable
                    Boolean untilFirstUse) {
        return Generated.of(rotation.rotate(login, name, Overlap.chosen(overlap, Boolean.TRUE.equals(untilFirstUse))));
    }

    private static @Nullable String optional(@Nullable Instant moment) {
        return Optional.ofNullable(moment).map(known -> format(known)).orElse(null);
    }

    private static @Nullable String optional(@Nullable LocalDate day) {
        return Optional.ofNullable(day).map(known -> format(known)).orElse(null);
    }
}
