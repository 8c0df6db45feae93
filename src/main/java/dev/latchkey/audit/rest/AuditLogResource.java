package dev.latchkey.audit.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;

import dev.latchkey.audit.AuditLog;
import dev.latchkey.audit.AuditQuery;
import dev.latchkey.audit.Export;
import dev.latchkey.audit.Fault;
import dev.latchkey.audit.ListedEntry;
import dev.latchkey.audit.Verdict;
import dev.latchkey.audit.Verification;
import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.platform.rest.StreamedFile;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Origin.Channel;
import dev.latchkey.token.TokenHistory;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Searches, verifies and exports the audit log. */
@Path("audit_log")
@Tag(name = "audit_log")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AuditLogResource {

    @Inject
    AuditLog log;

    @Inject
    TokenHistory tokens;

    /** The filter. The annotations of the calls describe each parameter for the OpenAPI document. */
    public static class Filter {

        @QueryParam("q")
        @DefaultValue("")
        String text = "";

        @QueryParam("actor")
        @DefaultValue("")
        String actor = "";

        @QueryParam("user")
        @DefaultValue("")
        String user = "";

        @QueryParam("action")
        @DefaultValue("")
        String action = "";

        @QueryParam("refused")
        @Nullable
        Boolean refused;

        @QueryParam("channel")
        @Nullable
        Channel channel;

        @QueryParam("from")
        @Nullable
        Instant from;

        @QueryParam("until")
        @Nullable
        Instant until;

        @QueryParam("token")
        @Nullable
        Long token;

        @QueryParam("lineage")
        @Nullable
        Long lineage;
    }

    private AuditQuery query(Filter filter) {
        return new AuditQuery(
                filter.text,
                filter.actor,
                filter.user,
                filter.action,
                filter.refused,
                filter.channel,
                filter.from,
                filter.until,
                tokens(filter));
    }

    private AuditQuery.@Nullable Tokens tokens(Filter filter) {
        if (filter.token != null && filter.lineage != null) {
            throw new InvalidException("lineage", "api.audit.tokens");
        }
        if (filter.lineage != null) {
            return new AuditQuery.Tokens("lineage", filter.lineage, tokens.lineage(filter.lineage));
        }
        return filter.token == null ? null : new AuditQuery.Tokens("token", filter.token, Set.of(filter.token));
    }

    /** One page of the log. */
    public record Found(Paging paging, List<Listed> entries) {}

    /** An entry with the current logins and the current name of the token. */
    public record Listed(
            String entry,
            String at,
            @Nullable String actor,
            @Nullable String actorToken,
            @Nullable String actorTokenId,
            Channel channel,
            @Nullable String address,
            String action,
            boolean refused,
            @Nullable String user,
            @Nullable String thing,
            @Nullable String thingId,
            @Nullable String thingName,
            Map<String, String> details,
            String previousHash,
            String hash) {

        static Listed of(ListedEntry listed) {
            var entry = listed.entry();
            var occurrence = entry.occurrence();
            var subject = occurrence.subject();
            var tokenId = occurrence.origin().tokenId();
            return new Listed(
                    entry.number(),
                    format(occurrence.at()),
                    listed.actor(),
                    listed.token(),
                    tokenId == null ? null : Long.toString(tokenId),
                    occurrence.origin().channel(),
                    occurrence.origin().address(),
                    occurrence.action(),
                    occurrence.refused(),
                    listed.user(),
                    subject.kind(),
                    subject.id() == null ? null : Long.toString(subject.id()),
                    subject.name(),
                    occurrence.details(),
                    entry.previousHash(),
                    entry.hash());
        }
    }

    /** The key that verifies seals. */
    public record PublicKey(String publicKey) {}

    /** The result of a verification. */
    public record Verified(
            boolean valid, long entries, @Nullable FirstFault fault) {

        static Verified of(Verdict verdict) {
            return new Verified(
                    verdict.isGood(),
                    verdict.entries(),
                    verdict.fault().map(FirstFault::of).orElse(null));
        }
    }

    /** The first fault. */
    public record FirstFault(String entry, Fault.Kind kind, String msg) {

        static FirstFault of(Fault fault) {
            return new FirstFault(fault.entry(), fault.kind(), fault.words().in(Locale.ENGLISH));
        }
    }

    @GET
    @Path("search")
    @Operation(summary = "Search the audit log", description = "For administrators. The newest entries first.")
    @APIResponse(
            responseCode = "200",
            description = "One page of the log",
            content =
                    @Content(
                            schema = @Schema(implementation = Found.class),
                            examples = @ExampleObject(name = "found", value = """
                                                    {"paging":{"pageIndex":1,"pageSize":50,"total":1},"entries":[{"entry":"1-17","at":"2026-11-23T17:26:15+0000","actor":"admin","channel":"PAGE","address":"192.0.2.7","action":"TOKEN_GENERATED","refused":false,"user":"ann","thing":"token","thingId":"101","thingName":"ci","details":{"type":"USER_TOKEN"},"previousHash":"5f…","hash":"9c…"}]}""")))
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "What the name of the token, group, project or setting contains, in any case")
    @Parameter(name = "actor", in = ParameterIn.QUERY, description = "The login of who did it", example = "admin")
    @Parameter(name = "user", in = ParameterIn.QUERY, description = "The login of whom it happened to", example = "ann")
    @Parameter(name = "action", in = ParameterIn.QUERY, description = "What was done", example = "TOKEN_GENERATED")
    @Parameter(
            name = "refused",
            in = ParameterIn.QUERY,
            description = "true for what was refused, false for what was done; both when absent")
    @Parameter(name = "channel", in = ParameterIn.QUERY, description = "The way in; SERVER is for timers and the start")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "This moment or later",
            example = "2026-11-01T00:00:00+0000")
    @Parameter(name = "until", in = ParameterIn.QUERY, description = "Before this moment", example = "2026-12-01")
    @Parameter(
            name = "token",
            in = ParameterIn.QUERY,
            description = "The id of a token: what was done with it, and what happened to it",
            example = "51")
    @Parameter(
            name = "lineage",
            in = ParameterIn.QUERY,
            description = "Instead of token: the same of the token's other values by rotation, and of every token that"
                    + " comes from it by generation or rotation",
            example = "51")
    public Found search(
            @BeanParam Filter filter,
            @Parameter(description = "Which page, from 1") @QueryParam("p") @Nullable Integer page,
            @Parameter(description = "How long a page is, 1–500, 50 when absent") @QueryParam("ps") @Nullable
                    Integer pageSize) {
        var wanted = PageParameters.of(page, pageSize);
        var found = log.search(query(filter), wanted.offset(), wanted.size());
        return new Found(
                wanted.paging(found.total()),
                found.items().stream().map(Listed::of).toList());
    }

    @GET
    @Path("verify")
    @Operation(
            summary = "Verify the audit log",
            description = "For administrators. Looks at every entry; a million of them take some seconds.")
    @APIResponse(
            responseCode = "200",
            description = "Whether every entry is as it was written, otherwise the first that is not",
            content =
                    @Content(
                            schema = @Schema(implementation = Verified.class),
                            examples = @ExampleObject(name = "changed", value = """
                                                    {"valid":false,"entries":16,"fault":{"entry":"1-17","kind":"CHANGED","msg":"Entry 1-17 was changed after it had been written."}}""")))
    public Verified verify() {
        return Verified.of(log.verify(new Verification()));
    }

    @GET
    @Path("key")
    @Operation(
            summary = "Tell the public key of the audit log",
            description = "For administrators. ExportCheck takes it as --key, to find an export that was written anew.")
    @APIResponse(responseCode = "200", description = "The key in PEM")
    public PublicKey key() {
        return new PublicKey(log.publicKey());
    }

    @POST
    @Path("seal")
    @Operation(
            summary = "Seal the audit log",
            description =
                    "For administrators. Signs where every chain ends now, keeps that, and sends it to where the operator"
                            + " wants it, as the server does every night. The answer is one line: kept in a safe place, and given to"
                            + " ExportCheck as --seals, it shows later whether any entry of before was changed.")
    @APIResponse(
            responseCode = "200",
            description = "The seal; the signature is Ed25519 over the object of at and chains, as it stands there",
            content = @Content(examples = @ExampleObject(name = "sealed", value = """
                                                    {"at":"2026-11-23T17:26:15.000000Z","chains":[{"chain":1,"hash":"9c…","length":17}],"key":"5f…","signature":"Kd…"}""")))
    public Response seal() {
        return Response.ok(log.seal(), MediaType.APPLICATION_JSON).build();
    }

    @GET
    @Path("export")
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Operation(
            summary = "Export the audit log",
            description = "For administrators. In the order in which the log is chained; the export is an entry of it.")
    @APIResponse(
            responseCode = "200",
            description = "The entries as a file, which can be checked offline when it is JSON")
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "What the name of the token, group, project or setting contains, in any case")
    @Parameter(name = "actor", in = ParameterIn.QUERY, description = "The login of who did it", example = "admin")
    @Parameter(name = "user", in = ParameterIn.QUERY, description = "The login of whom it happened to", example = "ann")
    @Parameter(name = "action", in = ParameterIn.QUERY, description = "What was done", example = "TOKEN_GENERATED")
    @Parameter(
            name = "refused",
            in = ParameterIn.QUERY,
            description = "true for what was refused, false for what was done; both when absent")
    @Parameter(name = "channel", in = ParameterIn.QUERY, description = "The way in; SERVER is for timers and the start")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "This moment or later",
            example = "2026-11-01T00:00:00+0000")
    @Parameter(name = "until", in = ParameterIn.QUERY, description = "Before this moment", example = "2026-12-01")
    @Parameter(
            name = "token",
            in = ParameterIn.QUERY,
            description = "The id of a token: what was done with it, and what happened to it",
            example = "51")
    @Parameter(
            name = "lineage",
            in = ParameterIn.QUERY,
            description = "Instead of token: the same of the token's other values by rotation, and of every token that"
                    + " comes from it by generation or rotation",
            example = "51")
    public Response export(
            @BeanParam Filter filter,
            @Parameter(description = "JSON when absent") @QueryParam("format") Export.@Nullable Format format) {
        var wanted = format == null ? Export.Format.JSON : format;
        var export = log.export(query(filter), wanted);
        var body = new StreamedFile(export::write);
        var type = wanted == Export.Format.CSV ? "text/csv;charset=UTF-8" : MediaType.APPLICATION_JSON;
        return Response.ok(body, type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"audit-log." + wanted.name().toLowerCase(Locale.ROOT) + '"')
                .build();
    }
}
