package io.rubro.crm.internal.health;

import io.rubro.crm.health.CustomerHealth;
import io.rubro.crm.health.Explanation;
import io.rubro.crm.health.Health;
import io.rubro.crm.internal.health.CustomerInvoices.CustomerInvoice;
import io.rubro.crm.internal.health.ProjectedHealth.MonthlySum;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The figures of one customer. */
@Component(service = HealthResource.class)
@JaxrsResource
@Path("contacts") // not contacts/{id}: that would take what others have below a contact
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {

    private static final String READ = "crm.interaction.read";

    private final CustomerHealth health;
    private final ProjectedHealth projected;
    private final CustomerInvoices invoices;

    /** Called by the component runtime. */
    @Activate
    public HealthResource(
            @Reference CustomerHealth health,
            @Reference ProjectedHealth projected,
            @Reference CustomerInvoices invoices) {
        this.health = health;
        this.projected = projected;
        this.invoices = invoices;
    }

    @GET
    @Path("{id}/health")
    @RequiresPermission(READ)
    @Operation(
            summary = "The figures of a customer as of today",
            description = "From issued invoices and payments alone, in the organisation's own currency.")
    public Health health(@PathParam("id") Id id) {
        return health.get(id);
    }

    @GET
    @Path("{id}/explanations")
    @RequiresPermission(READ)
    @Operation(
            summary = "Why the figures of a customer are what they are",
            description = "In the language of the caller; none as long as nothing was invoiced.")
    public List<Explanation> explanations(@PathParam("id") Id id) {
        return health.explain(id);
    }

    @GET
    @Path("{id}/invoiced-months")
    @RequiresPermission(READ)
    @Operation(summary = "What was invoiced to a customer in each of the last twelve months")
    public List<MonthlySum> months(@PathParam("id") Id id) {
        return projected.months(id);
    }

    @GET
    @Path("{id}/invoices")
    @RequiresPermission(READ)
    @Operation(
            summary = "The invoices of a customer",
            description =
                    "With when each open one is likely to be paid. sort: -issueDate (default) or issueDate, the oldest"
                            + " first.")
    public Page<CustomerInvoice> invoices(@PathParam("id") Id id, @BeanParam PageRequest page) {
        return invoices.of(id, page);
    }
}
