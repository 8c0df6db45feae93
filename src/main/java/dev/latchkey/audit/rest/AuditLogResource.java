package dev.latchkey.audit.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;
import static dev.latchkey.platform.rest.ParameterConverters.parse;

import dev.latchkey.audit.AuditLog;
import dev.latchkey.audit.AuditQuery;
import dev.latchkey.audit.Fault;
import dev.latchkey.audit.ListedEntry;
import dev.latchkey.audit.Verdict;
import dev.latchkey.audit.Verification;
import dev.latchkey.platform.FileFormat;
import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.platform.rest.StreamedFile;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Origin.Channel;
import dev.latchkey.token.TokenHistory;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Searches, verifies and exports the audit log. */
@Path("audit_log")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AuditLogResource {

    @EJB
    AuditLog log;

    @EJB
    TokenHistory tokens;

    /** The filter. All fields are text: a value that Jersey cannot convert into a field of a bean fills the log with warnings. */
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
        String refused;

        @QueryParam("channel")
        @Nullable
        String channel;

        @QueryParam("from")
        @Nullable
        String from;

        @QueryParam("until")
        @Nullable
        String until;

        @QueryParam("token")
        @Nullable
        String token;

        @QueryParam("lineage")
        @Nullable
        String lineage;
    }

    private AuditQuery query(Filter filter) {
        return new AuditQuery(
                filter.text,
                filter.actor,
                filter.user,
                filter.action,
                parse(Boolean.class, "refused", filter.refused),
                parse(Channel.class, "channel", filter.channel),
                parse(Instant.class, "from", filter.from),
                parse(Instant.class, "until", filter.until),
                tokens(filter));
    }

    private AuditQuery.@Nullable Tokens tokens(Filter filter) {
        var token = parse(Long.class, "token", filter.token);
        var lineage = parse(Long.class, "lineage", filter.lineage);
        if (token != null && lineage != null) {
            throw new InvalidException("lineage", "api.audit.tokens");
        }
        if (lineage != null) {
            return new AuditQuery.Tokens("lineage", lineage, tokens.lineage(lineage));
        }
        return token == null ? null : new AuditQuery.Tokens("token", token, Set.of(token));
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
            var record = entry.record();
            var subject = record.subject();
            var tokenId = record.origin().tokenId();
            return new Listed(
                    entry.number(),
                    format(record.at()),
                    listed.actor(),
                    listed.token(),
                    tokenId == null ? null : Long.toString(tokenId),
                    record.origin().channel(),
                    record.origin().address(),
                    record.action(),
                    record.refused(),
                    listed.user(),
                    subject.kind(),
                    subject.id() == null ? null : Long.toString(subject.id()),
                    subject.name(),
                    record.details(),
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
    public Found search(
            @BeanParam Filter filter,
            @QueryParam("p") @Nullable Integer page,
            @QueryParam("ps") @Nullable Integer pageSize) {
        var wanted = PageParameters.of(page, pageSize);
        var found = log.search(query(filter), wanted.offset(), wanted.size());
        return new Found(
                wanted.paging(found.total()),
                found.items().stream().map(Listed::of).toList());
    }

    @GET
    @Path("verify")
    public Verified verify() {
        return Verified.of(log.verify(new Verification()));
    }

    @GET
    @Path("key")
    public PublicKey key() {
        return new PublicKey(log.publicKey());
    }

    @POST
    @Path("seal")
    public Response seal() {
        return Response.ok(log.seal(), MediaType.APPLICATION_JSON).build();
    }

    @GET
    @Path("export")
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    public Response export(@BeanParam Filter filter, @QueryParam("format") @Nullable FileFormat format) {
        var wanted = format == null ? FileFormat.JSON : format;
        return new StreamedFile(log.export(query(filter), wanted)::write).named("audit-log", wanted);
    }
}
