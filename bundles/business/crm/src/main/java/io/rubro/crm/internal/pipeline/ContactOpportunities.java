package io.rubro.crm.internal.pipeline;

import io.rubro.crm.Contacts;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityFilter;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
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

/** The opportunities of one contact. */
@Component(service = ContactOpportunities.class)
@JaxrsResource
@Path("contacts/{id}/opportunities")
@Produces(MediaType.APPLICATION_JSON)
public final class ContactOpportunities {

    private final Contacts contacts;
    private final SqlOpportunities opportunities;

    /** Called by the component runtime. */
    @Activate
    public ContactOpportunities(@Reference Contacts contacts, @Reference SqlOpportunities opportunities) {
        this.contacts = contacts;
        this.opportunities = opportunities;
    }

    @GET
    @RequiresPermission("crm.opportunity.read")
    @Operation(
            summary = "Lists the opportunities of a contact",
            description =
                    "kind: OPEN, WON or LOST. sort: -updatedAt (default), expectedClose, value, createdAt or rank.")
    public Page<Opportunity> list(
            @PathParam("id") Id contact, @QueryParam("kind") @Nullable StageKind kind, @BeanParam PageRequest page) {
        contacts.get(contact);
        return opportunities.list(new OpportunityFilter(contact, null, null, kind, null, null), page);
    }
}
