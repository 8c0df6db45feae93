package dev.latchkey.inventory.rest;

import dev.latchkey.inventory.Inventory;
import dev.latchkey.inventory.InventoryOrder;
import dev.latchkey.inventory.InventorySort;
import dev.latchkey.inventory.Place;
import dev.latchkey.platform.rest.PageParameters;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The tokens of everybody. */
@Path("user_tokens/search_all")
@Tag(name = "user_tokens")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TokenSearchResource {

    @Inject
    Inventory inventory;

    /**
     * One page of tokens; {@code after} gives the next one and is absent on the last, {@code moreThanTotal} says that there
     * are more than were counted.
     */
    public record Found(
            int pageSize,
            int total,
            boolean moreThanTotal,
            @Nullable String after,
            List<Listed> userTokens) {}

    @GET
    @TakesFilter
    @Operation(
            summary = "List the tokens of everybody",
            description =
                    "For administrators. Page by page: the answer's after asks for the next one, in the same order"
                            + " and with the same filter. The total is counted up to 10,000.")
    @APIResponse(
            responseCode = "200",
            description = "One page of tokens, without their values",
            content =
                    @Content(
                            schema = @Schema(implementation = Found.class),
                            examples = @ExampleObject(name = "found", value = """
                                                    {"pageSize":50,"total":10000,"moreThanTotal":true,"after":"Q1JFQVRFRCA…","userTokens":[{"id":"51","login":"ann","name":"ci","hint":"lku_…Zrw4","type":"USER_TOKEN","createdAt":"2026-11-23T17:26:15+0000","createdBy":"admin","status":"LIVE"}]}""")))
    @APIResponse(responseCode = "400", description = "A parameter breaks a rule")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    @Parameter(name = "login", in = ParameterIn.QUERY, description = "The login of the owner, exactly", example = "ann")
    @Parameter(
            name = "owner",
            in = ParameterIn.QUERY,
            description = "What login, name or email of the owner contains, in any case",
            example = "ann")
    @Parameter(
            name = "creator",
            in = ParameterIn.QUERY,
            description = "The same of who generated it",
            example = "admin")
    @Parameter(name = "type", in = ParameterIn.QUERY, description = "What the token is for; any when absent")
    @Parameter(
            name = "projectKey",
            in = ParameterIn.QUERY,
            description = "The project that it is for",
            example = "shop")
    @Parameter(name = "status", in = ParameterIn.QUERY, description = "LIVE when absent: good at this moment")
    @Parameter(
            name = "createdFrom",
            in = ParameterIn.QUERY,
            description = "Generated at this moment or later",
            example = "2026-11-01")
    @Parameter(
            name = "createdUntil",
            in = ParameterIn.QUERY,
            description = "Generated before this moment",
            example = "2026-12-01")
    @Parameter(
            name = "lastUsedFrom",
            in = ParameterIn.QUERY,
            description = "Last used at this moment or later",
            example = "2026-11-01")
    @Parameter(
            name = "lastUsedUntil",
            in = ParameterIn.QUERY,
            description = "Last used before this moment",
            example = "2026-12-01")
    @Parameter(
            name = "expiresFrom",
            in = ParameterIn.QUERY,
            description = "Expires on this day or later",
            example = "2027-01-01")
    @Parameter(
            name = "expiresUntil",
            in = ParameterIn.QUERY,
            description = "Expires before this day",
            example = "2027-02-01")
    @Parameter(name = "neverExpires", in = ParameterIn.QUERY, description = "true for those alone that do not expire")
    @Parameter(
            name = "breaksPolicy",
            in = ParameterIn.QUERY,
            description = "true for those alone that live longer than the policy would allow them today")
    @Parameter(
            name = "unusedForDays",
            in = ParameterIn.QUERY,
            description = "Neither used nor generated for so many days, 1–3650",
            example = "90")
    @Parameter(
            name = "lineage",
            in = ParameterIn.QUERY,
            description =
                    "The id of a token: its values by rotation, and every token that was generated or rotated with"
                            + " it, and so on",
            example = "51")
    public Found search(
            @Context UriInfo address,
            @Parameter(description = "What to sort by; CREATED when absent") @QueryParam("sort") @Nullable
                    InventoryOrder sort,
            @Parameter(description = "Ascending; by CREATED descending when absent, otherwise ascending")
                    @QueryParam("asc")
                    @Nullable
                    Boolean ascending,
            @Parameter(description = "The after of the page before; the first page when absent")
                    @QueryParam("after")
                    @Nullable
                    String after,
            @Parameter(description = "How long a page is, 1–500, 50 when absent") @QueryParam("ps") @Nullable
                    Integer pageSize) {
        var size = PageParameters.of(null, pageSize).size();
        var order = sort == null ? InventoryOrder.CREATED : sort;
        var page = inventory.search(
                Filter.query(address.getQueryParameters()),
                new InventorySort(order, ascending == null ? order != InventoryOrder.CREATED : ascending),
                new Place(after, null, size));
        return new Found(
                size,
                page.total(),
                page.more(),
                page.after(),
                page.tokens().stream().map(Listed::of).toList());
    }
}
