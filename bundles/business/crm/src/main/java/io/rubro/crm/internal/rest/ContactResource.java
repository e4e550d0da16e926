package io.rubro.crm.internal.rest;

import io.rubro.crm.CompanySize;
import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.ContactGrowth;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.ContactSummary;
import io.rubro.crm.Contacts;
import io.rubro.crm.Interaction;
import io.rubro.crm.Interactions;
import io.rubro.crm.custom.CustomFields;
import io.rubro.crm.internal.custom.FieldRules;
import io.rubro.crm.internal.interactions.InteractionRequest;
import io.rubro.crm.internal.service.Fields;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.HashMap;
import java.util.Map;
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
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Contacts and their time lines. */
@Component(service = ContactResource.class)
@JaxrsResource
@Path("contacts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ContactResource {

    private static final String CUSTOM = "custom.";

    private final Contacts contacts;
    private final CustomFields fields;
    private final Interactions interactions;

    @Activate
    public ContactResource(
            @Reference Contacts contacts, @Reference CustomFields fields, @Reference Interactions interactions) {
        this.contacts = contacts;
        this.fields = fields;
        this.interactions = interactions;
    }

    @GET
    @RequiresPermission("crm.contact.read")
    @Operation(
            summary = "Lists contacts",
            description = "q: beginnings of words of the name, e-mail, tax id or phone. sort: name (default; with q,"
                    + " relevance is), createdAt or updatedAt, with - before it for descending. sector, source, city: whatever the case. custom.KEY: the value of an"
                    + " own field. archived=true lists those put away.")
    public Page<Contact> list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("kind") @Nullable ContactKind kind,
            @QueryParam("role") @Nullable ContactRole role,
            @QueryParam("status") @Nullable ContactStatus status,
            @QueryParam("tag") @Nullable String tag,
            @QueryParam("sector") @Nullable String sector,
            @QueryParam("size") @Nullable CompanySize size,
            @QueryParam("source") @Nullable String source,
            @QueryParam("city") @Nullable String city,
            @QueryParam("archived") boolean archived,
            @Context UriInfo uri,
            @BeanParam PageRequest page) {
        return contacts.list(
                new ContactFilter(text, kind, role, status, tag, sector, size, source, city, custom(uri), archived),
                page);
    }

    /** The filters on own fields, {@code custom.KEY=value}. */
    private static Map<String, String> custom(UriInfo uri) {
        Map<String, String> wanted = new HashMap<>();
        uri.getQueryParameters().forEach((name, values) -> {
            if (name.startsWith(CUSTOM) && !values.isEmpty() && !values.get(0).isEmpty()) {
                wanted.put(name.substring(CUSTOM.length()), values.get(0));
            }
        });
        return wanted;
    }

    @GET
    @Path("growth")
    @RequiresPermission("crm.contact.read")
    @Operation(summary = "How many contacts were added this month and in the month before")
    public ContactGrowth growth() {
        return contacts.growth();
    }

    @POST
    @RequiresPermission("crm.contact.write")
    @Operation(summary = "Adds a contact", description = "409 if another contact has the tax id or the e-mail.")
    public Response create(@NotNull @Valid ContactRequest request, @Context UriInfo uri) {
        Contact contact = contacts.create(complete(request));
        return created(uri, "contacts", contact.id(), contact);
    }

    /** The draft of a person, who has to fill in what the organisation requires. */
    private ContactDraft complete(ContactRequest request) {
        ContactDraft draft = request.toDraft();
        Fields wrong = new Fields();
        FieldRules.required(wrong, fields.list(), draft.kind(), draft.custom());
        wrong.complete();
        return draft;
    }

    @GET
    @Path("{id}")
    @RequiresPermission("crm.contact.read")
    @Operation(summary = "Reads a contact, also an archived one")
    public Contact get(@PathParam("id") Id id) {
        return contacts.get(id);
    }

    @PUT
    @Path("{id}")
    @RequiresPermission("crm.contact.write")
    @Operation(summary = "Replaces what is stored of a contact")
    public Contact update(
            @PathParam("id") Id id,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid ContactRequest request) {
        return contacts.update(id, seen, complete(request));
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("crm.contact.delete")
    @Operation(
            summary = "Archives a contact",
            description = "It is not listed any more; its history, tax id and e-mail stay, and it can be restored.")
    public void archive(@PathParam("id") Id id) {
        contacts.archive(id);
    }

    @POST
    @Path("{id}/restore")
    @RequiresPermission("crm.contact.delete")
    @Operation(summary = "Brings an archived contact back")
    public Contact restore(@PathParam("id") Id id) {
        return contacts.restore(id);
    }

    @GET
    @Path("{id}/summary")
    @RequiresPermission("crm.interaction.read")
    @Operation(summary = "Invoiced, paid, balance, last interaction and open interactions of a contact")
    public ContactSummary summary(@PathParam("id") Id id) {
        return contacts.summary(id);
    }

    @GET
    @Path("{id}/interactions")
    @RequiresPermission("crm.interaction.read")
    @Operation(summary = "The time line of a contact, newest first", description = "sort: -at (default) or at.")
    public Page<Interaction> timeline(@PathParam("id") Id id, @BeanParam PageRequest page) {
        return interactions.timeline(id, page);
    }

    @POST
    @Path("{id}/interactions")
    @RequiresPermission("crm.interaction.write")
    @Operation(summary = "Writes an interaction down")
    public Response add(@PathParam("id") Id id, @NotNull @Valid InteractionRequest request, @Context UriInfo uri) {
        Interaction interaction = interactions.add(id, request.toDraft());
        return created(uri, "interactions", interaction.id(), interaction);
    }

    private static Response created(UriInfo uri, String list, Id id, Object entity) {
        return Response.created(
                        uri.getBaseUriBuilder().path(list).path(id.toString()).build())
                .entity(entity)
                .build();
    }
}
