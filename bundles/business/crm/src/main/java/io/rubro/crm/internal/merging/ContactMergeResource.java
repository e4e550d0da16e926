package io.rubro.crm.internal.merging;

import io.rubro.crm.Contact;
import io.rubro.crm.Contacts;
import io.rubro.crm.internal.duplicates.Duplicates;
import io.rubro.crm.internal.duplicates.Duplicates.Member;
import io.rubro.crm.internal.merging.Combination.Choice;
import io.rubro.crm.internal.merging.Merges.Outcome;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
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

/** Merging a contact with another. */
@Component(service = ContactMergeResource.class)
@JaxrsResource
@Path("contacts/{id}/merge")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ContactMergeResource {

    private final Merges merges;
    private final Contacts contacts;
    private final Duplicates duplicates;

    /** Called by the component runtime. */
    @Activate
    public ContactMergeResource(
            @Reference Merges merges, @Reference Contacts contacts, @Reference Duplicates duplicates) {
        this.merges = merges;
        this.contacts = contacts;
        this.duplicates = duplicates;
    }

    /**
     * What is to be merged.
     *
     * @param other the contact that is put away
     * @param version of the contact that stays, as the caller saw it
     * @param otherVersion of the other, as the caller saw it
     * @param fields by field whose value it takes: WINNER, LOSER or, for the notes, BOTH; what is not named is the winner's or,
     *     where the winner has none, the other's. Own fields are named custom.KEY
     */
    public record MergeRequest(
            @NotNull Id other,
            @Nullable Long version,
            @Nullable Long otherVersion,
            @Nullable Map<String, @NotNull Choice> fields) {}

    /** Two contacts side by side. */
    public record Both(Member contact, Member other) {}

    @GET
    @RequiresPermission("crm.contact.merge")
    @Operation(
            summary = "Two contacts side by side",
            description = "With how many entries and invoices each has; other: the id of the second.")
    public Both compare(@PathParam("id") Id id, @QueryParam("other") @Nullable Id other) {
        Contact one = contacts.get(id);
        if (other == null) {
            throw ProblemException.invalid("other", "crm.field.required");
        }
        return new Both(duplicates.member(one), duplicates.member(contacts.get(other)));
    }

    @POST
    @RequiresPermission("crm.contact.merge")
    @Operation(
            summary = "Merges another contact into this one",
            description = "All that belongs to the other belongs to this one afterwards; the other is archived and says"
                    + " mergedInto. Roles and tags are united, and who is blocked stays blocked. The versions of both say"
                    + " what the caller saw: 412 if one changed since. The answer's mergeId undoes it.")
    public Outcome merge(@PathParam("id") Id id, @NotNull @Valid MergeRequest request) {
        return merges.merge(
                id,
                request.version(),
                request.other(),
                request.otherVersion(),
                request.fields() == null ? Map.of() : request.fields());
    }
}
