package dev.latchkey.policy.rest;

import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.platform.rest.WordList;
import dev.latchkey.policy.PolicyService;
import dev.latchkey.policy.SettingValue;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.PolicyCompliance;
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

/** Reads and changes the token policy. */
@Path("settings")
@Tag(name = "settings")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SettingsResource {

    @Inject
    PolicyService policy;

    @Inject
    PolicyCompliance compliance;

    /**
     * The impact of a setting on existing tokens: the number of active tokens that last longer than a new one could,
     * and that would be revoked the next night as unused.
     */
    public record Impact(@Nullable String latestExpiration, long tooLong, long unused) {}

    /** Current settings; none is a secret. */
    public record Values(List<Value> settings, List<String> setSecuredSettings) {}

    /** One setting; inherited if it is the default. */
    public record Value(String key, String value, boolean inherited) {

        static Value of(SettingValue setting) {
            return new Value(setting.key(), setting.value(), setting.inherited());
        }
    }

    @GET
    @Path("values")
    @Operation(summary = "Read settings", description = "For administrators.")
    @APIResponse(
            responseCode = "200",
            description = "The settings asked for",
            content =
                    @Content(
                            schema = @Schema(implementation = Values.class),
                            examples = @ExampleObject(name = "values", value = """
                                                    {"settings":[{"key":"sonar.auth.token.max.allowed.lifetime","value":"90 days","inherited":false}],"setSecuredSettings":[]}""")))
    @APIResponse(responseCode = "404", description = "There is no setting of one of these keys")
    public Values values(
            @Parameter(
                            description = "Which settings, between commas; all when absent",
                            example = "sonar.auth.token.max.allowed.lifetime")
                    @QueryParam("keys")
                    @Nullable
                    String keys) {
        var wanted = keys == null ? List.<String>of() : given(keys);
        return new Values(policy.values(wanted).stream().map(Value::of).toList(), List.of());
    }

    @POST
    @Path("set")
    @IgnoresUnknownParameters(except = {"component", "values", "fieldValues"})
    @Operation(summary = "Change a setting", description = """
                                For administrators. sonar.auth.token.max.allowed.lifetime: '30 days', '90 days', '1 year', any number \
                                of days such as '45 days', or 'No expiration'. What a token may do, each true or false: \
                                latchkey.token.generate.by.token, and unless they are decided themselves the same for \
                                latchkey.token.rotate.by.token (itself), latchkey.user.create.by.token, latchkey.password.set.by.token, \
                                latchkey.role.change.by.token and latchkey.policy.loosen.by.token. \
                                latchkey.token.revoke.unused.after: days or 'Never'. latchkey.token.warn.before: days. \
                                latchkey.token.keep.ended: days or 'Forever'. latchkey.token.tell.new.address: true or false. A shorter lifetime counts for new tokens only, unless shorten is true.""")
    @APIResponse(responseCode = "204", description = "It counts from now on")
    @APIResponse(
            responseCode = "403",
            description = "The caller is no administrator, or came with a token that may not make a rule less strict")
    @APIResponse(responseCode = "409", description = "Tokens are being shortened already")
    @APIResponse(responseCode = "400", description = "The value cannot be read, or is out of range")
    @APIResponse(responseCode = "404", description = "There is no setting of that key")
    public void set(
            @Parameter(description = "Which setting", example = "sonar.auth.token.max.allowed.lifetime")
                    @FormParam("key")
                    @DefaultValue("")
                    String key,
            @Parameter(description = "Its value", example = "90 days") @FormParam("value") @DefaultValue("")
                    String value,
            @Parameter(
                            description =
                                    "Whether live tokens that live longer than a new one could are shortened, in the background")
                    @FormParam("shorten")
                    @Nullable
                    Boolean shorten) {
        if (Boolean.TRUE.equals(shorten)) {
            compliance.changeAndShorten(policy.current(), policy.with(known(key), value));
        } else {
            policy.set(known(key), value);
        }
    }

    @GET
    @Path("impact")
    @Operation(
            summary = "Tell what a setting would mean for tokens that exist",
            description = "For administrators. Changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "How many tokens it touches",
            content =
                    @Content(
                            schema = @Schema(implementation = Impact.class),
                            examples = @ExampleObject(name = "impact", value = """
                                                    {"latestExpiration":"2026-12-24","tooLong":42,"unused":0}""")))
    @APIResponse(responseCode = "400", description = "The value cannot be read, or is out of range")
    @APIResponse(responseCode = "404", description = "There is no setting of that key")
    public Impact impact(
            @Parameter(description = "Which setting", example = "sonar.auth.token.max.allowed.lifetime")
                    @QueryParam("key")
                    @DefaultValue("")
                    String key,
            @Parameter(description = "Its value", example = "30 days") @QueryParam("value") @DefaultValue("")
                    String value) {
        var found = compliance.impact(policy.with(known(key), value));
        return new Impact(
                Optional.ofNullable(found.latest()).map(LocalDate::toString).orElse(null),
                found.tooLong(),
                found.unused());
    }

    private static String known(String key) {
        if (key.isBlank()) {
            throw new InvalidException("key", "api.setting.key");
        }
        return key.strip();
    }

    @POST
    @Path("reset")
    @IgnoresUnknownParameters(except = "component")
    @Operation(summary = "Give settings their defaults back", description = "For administrators.")
    @APIResponse(responseCode = "204", description = "The defaults count from now on")
    @APIResponse(responseCode = "404", description = "There is no setting of one of these keys; none was changed")
    public void reset(
            @Parameter(
                            description = "Which settings, between commas",
                            example = "sonar.auth.token.max.allowed.lifetime")
                    @FormParam("keys")
                    @DefaultValue("")
                    String keys) {
        policy.reset(given(keys));
    }

    private static List<String> given(String keys) {
        var wanted = WordList.parse(keys);
        if (wanted.isEmpty()) {
            throw new InvalidException("keys", "api.setting.keys");
        }
        return wanted;
    }
}
