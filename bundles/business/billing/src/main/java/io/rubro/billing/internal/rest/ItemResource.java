package io.rubro.billing.internal.rest;

import io.rubro.billing.internal.model.Item;
import io.rubro.billing.internal.model.ItemDraft;
import io.rubro.billing.internal.model.ItemKind;
import io.rubro.billing.internal.service.PriceList;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.validation.constraints.NotNull;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The price list. */
@Component(service = ItemResource.class)
@JaxrsResource
@Path("items")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ItemResource {

    private static final String WRITE = "billing.item.write";

    private final PriceList items;

    /** Called by the component runtime. */
    @Activate
    public ItemResource(@Reference PriceList items) {
        this.items = items;
    }

    @GET
    @RequiresPermission(PriceList.READ)
    @Operation(
            summary = "List the price list",
            description = "Sort by name, code or unitPrice; q looks at code and name, kind is product or service.")
    public Page<Item> list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("active") @Nullable Boolean active,
            @BeanParam PageRequest page) {
        return items.list(text, kind(kind), active, page);
    }

    private static @Nullable ItemKind kind(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        for (ItemKind kind : ItemKind.values()) {
            if (kind.name().equalsIgnoreCase(text)) {
                return kind;
            }
        }
        String allowed = Arrays.stream(ItemKind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw ProblemException.invalid("kind", "billing.query.kind", Map.of("allowed", allowed));
    }

    @POST
    @RequiresPermission(WRITE)
    @Operation(summary = "Add an entry", description = "409 if the code is taken.")
    public Response create(@NotNull ItemDraft draft) {
        Item item = items.create(draft);
        return Response.created(URI.create("items/" + item.id())).entity(item).build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(PriceList.READ)
    public Item get(@PathParam("id") Id id) {
        return items.get(id);
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(WRITE)
    @Operation(summary = "Replace what an entry says", description = "Invoices made with it stay as they are.")
    public Item update(
            @PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen, @NotNull ItemDraft draft) {
        return items.update(id, seen, draft);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(WRITE)
    @Operation(summary = "Remove an entry", description = "Invoices made with it stay as they are.")
    public void delete(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        items.delete(id, seen);
    }
}
