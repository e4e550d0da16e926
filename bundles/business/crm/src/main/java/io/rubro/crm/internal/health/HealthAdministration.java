package io.rubro.crm.internal.health;

import io.rubro.crm.health.Grade;
import io.rubro.crm.internal.health.AtRisk.CustomerAtRisk;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.tenancy.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.validation.Valid;
import javax.validation.constraints.Max;
import javax.validation.constraints.Min;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The figures of all customers: who needs attention, how they are kept, and computing them again. */
@Component(service = HealthAdministration.class)
@JaxrsResource
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HealthAdministration {

    private final Transactions transactions;
    private final HealthState state;
    private final Rebuild rebuild;
    private final AtRisk atRisk;
    private final Audit audit;

    /** Called by the component runtime. */
    @Activate
    public HealthAdministration(
            @Reference Transactions transactions,
            @Reference HealthState state,
            @Reference Rebuild rebuild,
            @Reference AtRisk atRisk,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.state = state;
        this.rebuild = rebuild;
        this.atRisk = atRisk;
        this.audit = audit;
    }

    /**
     * What is decided about the figures.
     *
     * @param inactiveAfterDays without a purchase, from then on an active customer becomes inactive: 30 to 3,650
     * @param filledAt when the figures were computed from the journal last; ignored when written
     */
    public record HealthSettings(@Min(30) @Max(3_650) int inactiveAfterDays, @Nullable Instant filledAt) {}

    /**
     * Customers that need attention.
     *
     * @param danger how many are in grade {@code DANGER}
     * @param attention how many are in grade {@code ATTENTION}
     * @param customers the ten most pressing
     */
    public record CustomersAtRisk(long danger, long attention, List<CustomerAtRisk> customers) {}

    @GET
    @Path("risks")
    @RequiresPermission("crm.interaction.read")
    @Operation(
            summary = "Customers that need attention, the most pressing first",
            description = "The ten with the highest overdue amount, then the highest risk of being lost.")
    public CustomersAtRisk risks() {
        return transactions.required(() ->
                new CustomersAtRisk(atRisk.count(Grade.DANGER), atRisk.count(Grade.ATTENTION), atRisk.mostPressing()));
    }

    @GET
    @Path("settings")
    @RequiresPermission("crm.contact.read")
    @Operation(summary = "What is decided about the figures of customers")
    public HealthSettings settings() {
        return transactions.required(() -> {
            HealthState.State now = state.get();
            return new HealthSettings(now.inactiveAfterDays(), now.filledAt());
        });
    }

    @PUT
    @Path("settings")
    @RequiresPermission("crm.health.manage")
    @Operation(summary = "Decides after how many days without a purchase a customer is inactive")
    public HealthSettings decide(@NotNull @Valid HealthSettings settings) {
        return transactions.required(() -> {
            state.inactiveAfter(settings.inactiveAfterDays());
            audit.record(
                    "crm.health.settings",
                    "organization",
                    Tenant.current(),
                    Map.of("inactiveAfterDays", settings.inactiveAfterDays()));
            return settings();
        });
    }

    @POST
    @Path("rebuild")
    @RequiresPermission("crm.health.manage")
    @Operation(
            summary = "Computes the figures of all customers again from the journal",
            description = "Meanwhile they can be read, and events keep coming. Answers when it is done, with how fast.")
    public Rebuild.RebuildResult rebuild() {
        return rebuild.run();
    }
}
