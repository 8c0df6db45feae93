package dev.latchkey.policy.rest;

import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.platform.rest.WordList;
import dev.latchkey.policy.PolicyService;
import dev.latchkey.policy.SettingValue;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.PolicyChange;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and changes the token policy. */
@Path("settings")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SettingsResource {

    @EJB
    PolicyService policy;

    @EJB
    PolicyChange compliance;

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
    public Values values(@QueryParam("keys") @Nullable String keys) {
        var wanted = keys == null ? List.<String>of() : given(keys);
        return new Values(policy.values(wanted).stream().map(Value::of).toList(), List.of());
    }

    @POST
    @Path("set")
    @IgnoresUnknownParameters(except = {"component", "values", "fieldValues"})
    public void set(
            @FormParam("key") @DefaultValue("") String key,
            @FormParam("value") @DefaultValue("") String value,
            @FormParam("shorten") @Nullable Boolean shorten) {
        if (Boolean.TRUE.equals(shorten)) {
            compliance.changeAndShorten(policy.current(), policy.with(known(key), value));
        } else {
            policy.set(known(key), value);
        }
    }

    @GET
    @Path("impact")
    public Impact impact(
            @QueryParam("key") @DefaultValue("") String key, @QueryParam("value") @DefaultValue("") String value) {
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
    public void reset(@FormParam("keys") @DefaultValue("") String keys) {
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
