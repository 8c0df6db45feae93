package dev.latchkey.token.rest;

import dev.latchkey.inventory.Inventory;
import dev.latchkey.inventory.InventoryOrder;
import dev.latchkey.inventory.InventoryPage;
import dev.latchkey.inventory.InventoryParameters;
import dev.latchkey.inventory.InventoryQuery.Sort;
import dev.latchkey.platform.rest.PageParameters;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches the tokens of all users. */
@Path("user_tokens/search_all")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class TokenSearchResource {

    @EJB
    Inventory inventory;

    /**
     * One page of tokens; {@code after} is the position of the next page, absent on the last, and {@code moreThanTotal}
     * tells that more match than were counted.
     */
    public record Found(
            int pageSize,
            int total,
            boolean moreThanTotal,
            @Nullable String after,
            List<InventoryToken> userTokens) {}

    @GET
    @TakesFilter
    public Found search(
            @Context UriInfo address,
            @QueryParam("sort") @Nullable InventoryOrder sort,
            @QueryParam("asc") @Nullable Boolean ascending,
            @QueryParam("after") @Nullable String after,
            @QueryParam("ps") @Nullable Integer pageSize) {
        var size = PageParameters.of(null, pageSize).size();
        var order = sort == null ? InventoryOrder.CREATED : sort;
        var page = inventory.search(
                InventoryParameters.read(address.getQueryParameters()::getFirst),
                new Sort(order, ascending == null ? order != InventoryOrder.CREATED : ascending),
                new InventoryPage.Place(after, null, size));
        return new Found(
                size,
                page.total(),
                page.more(),
                page.after(),
                page.tokens().stream().map(InventoryToken::of).toList());
    }
}
