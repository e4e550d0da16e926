package io.rubro.crm.internal.rest;

import io.rubro.crm.Activity;
import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionFilter;
import io.rubro.crm.Interactions;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Interactions of all contacts; they are added to a contact. */
@Component(service = InteractionResource.class)
@JaxrsResource
@Path("interactions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InteractionResource {

    private final Interactions interactions;

    @Activate
    public InteractionResource(@Reference Interactions interactions) {
        this.interactions = interactions;
    }

    @GET
    @RequiresPermission("crm.interaction.read")
    @Operation(
            summary = "Lists interactions with the names of their contacts, newest first",
            description = "contact: only of this one. done: true for what happened, false for what is still to be done."
                    + " sort: -at (default) or at.")
    public Page<Activity> list(
            @QueryParam("contact") @Nullable Id contact,
            @QueryParam("done") @Nullable Boolean done,
            @BeanParam PageRequest page) {
        return interactions.list(new InteractionFilter(contact, done), page);
    }

    @GET
    @Path("{id}")
    @RequiresPermission("crm.interaction.read")
    @Operation(summary = "Reads an interaction")
    public Interaction get(@PathParam("id") Id id) {
        return interactions.get(id);
    }

    @PUT
    @Path("{id}")
    @RequiresPermission("crm.interaction.write")
    @Operation(
            summary = "Replaces what is stored of an interaction",
            description = "409 if it comes from another module, such as an invoice.")
    public Interaction update(
            @PathParam("id") Id id,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid InteractionRequest request) {
        return interactions.update(id, seen, request.toDraft());
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("crm.interaction.write")
    @Operation(
            summary = "Deletes an interaction",
            description = "409 if it comes from another module, such as an invoice.")
    public void delete(@PathParam("id") Id id) {
        interactions.delete(id);
    }
}
