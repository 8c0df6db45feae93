package dev.latchkey.token.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;

import dev.latchkey.token.AccessToken;
import dev.latchkey.token.GeneratedToken;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.TokenService;
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
    Clock clock;

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

    /** The live tokens of a user. */
    public record Found(String login, List<Listed> userTokens) {}

    /** What a project analysis token is for. */
    public record Project(String key, String name) {

        static @Nullable Project of(AccessToken token) {
            var key = token.projectKey();
            var name = token.projectName();
            return key == null || name == null ? null : new Project(key, name);
        }
    }

    /** A token in a list; the hint is what may be shown of its value. */
    public record Listed(
            String name,
            String hint,
            String createdAt,
            TokenType type,
            @Nullable String lastConnectionDate,
            @Nullable String expirationDate,
            @Nullable Boolean isExpired,
            @Nullable Project project) {

        static Listed of(AccessToken token, LocalDate today) {
            return new Listed(
                    token.name(),
                    token.masked(),
                    format(token.createdAt()),
                    token.type(),
                    optional(token.lastUsedAt()),
                    optional(token.expiresOn()),
                    token.expiresOn() == null ? null : token.isExpired(today),
                    Project.of(token));
        }
    }

    @POST
    @Path("generate")
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
    @Operation(summary = "List a user's tokens", description = "By name in code-point order, expired ones included.")
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
                    String login) {
        var found = tokens.search(login);
        var today = LocalDate.now(clock);
        return new Found(
                found.login(),
                found.tokens().stream().map(token -> Listed.of(token, today)).toList());
    }

    private static @Nullable String optional(@Nullable Instant moment) {
        return Optional.ofNullable(moment).map(known -> format(known)).orElse(null);
    }

    private static @Nullable String optional(@Nullable LocalDate day) {
        return Optional.ofNullable(day).map(known -> format(known)).orElse(null);
    }
}
