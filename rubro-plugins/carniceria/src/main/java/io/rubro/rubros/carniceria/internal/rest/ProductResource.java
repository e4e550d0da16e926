package io.rubro.rubros.carniceria.internal.rest;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.rubros.carniceria.internal.model.Product;
import io.rubro.rubros.carniceria.internal.model.ProductDraft;
import io.rubro.rubros.carniceria.internal.service.Products;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import javax.validation.Valid;
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

/** Products sold by weight. */
@Component(service = ProductResource.class)
@JaxrsResource
@Path("products")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProductResource {

    private static final String READ = "carniceria.product.read";
    private static final String MANAGE = "carniceria.product.manage";

    private final Products products;

    /** Called by the component runtime. */
    @Activate
    public ProductResource(@Reference Products products) {
        this.products = products;
    }

    @GET
    @RequiresPermission(READ)
    @Operation(summary = "List products by PLU", description = "q: occurs in the name, or is the PLU.")
    public Page<Product> list(@QueryParam("q") @Nullable String text, @BeanParam PageRequest page) {
        return products.list(text, page);
    }

    @POST
    @RequiresPermission(MANAGE)
    @Operation(summary = "Add a product", description = "409 if the PLU is taken.")
    public Response create(@NotNull @Valid ProductDraft draft) {
        Product product = products.create(draft);
        return Response.created(URI.create("products/" + product.id()))
                .entity(product)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public Product get(@PathParam("id") Id id) {
        return products.get(id);
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Replace what is written of a product")
    public Product update(
            @PathParam("id") Id id,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid ProductDraft draft) {
        return products.update(id, seen, draft);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Remove a product", description = "What was weighed of it stays.")
    public void delete(@PathParam("id") Id id) {
        products.delete(id);
    }
}
