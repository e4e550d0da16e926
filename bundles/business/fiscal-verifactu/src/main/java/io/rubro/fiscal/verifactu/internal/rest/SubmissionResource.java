package io.rubro.fiscal.verifactu.internal.rest;

import io.rubro.fiscal.verifactu.internal.service.Declaration;
import io.rubro.fiscal.verifactu.internal.submission.Reconciliation;
import io.rubro.fiscal.verifactu.internal.submission.Submissions;
import io.rubro.fiscal.verifactu.internal.submission.Summary;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** How the sending stands, and whether the authority has what was sent. */
@Component(service = SubmissionResource.class)
@JaxrsResource
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class SubmissionResource {

    private static final String READ = "fiscal-verifactu.record.read";
    private static final String CORRECT = "fiscal-verifactu.record.correct";
    private static final String SETTINGS = "fiscal-verifactu.settings";

    private final Summary summary;
    private final Submissions submissions;
    private final Reconciliation reconciliation;
    private final Declaration declaration;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public SubmissionResource(
            @Reference Summary summary,
            @Reference Submissions submissions,
            @Reference Reconciliation reconciliation,
            @Reference Declaration declaration,
            @Reference Organizations organizations) {
        this.summary = summary;
        this.submissions = submissions;
        this.reconciliation = reconciliation;
        this.declaration = declaration;
        this.organizations = organizations;
    }

    @GET
    @Path("summary")
    @RequiresPermission(READ)
    @Operation(summary = "How many records are in each state, and how the sending stands")
    public Summary.State summary() {
        return summary.now();
    }

    @POST
    @Path("retry")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(SETTINGS)
    @Operation(
            summary = "Try at once what waits because earlier messages came to nothing",
            description = "The next run of the sending takes it, within seconds. Needs no body.")
    public Summary.State retry() {
        submissions.hurry();
        return summary.now();
    }

    /**
     * A month.
     *
     * @param month 1 to 12
     */
    public record Period(@NotNull Integer year, @NotNull Integer month) {}

    @POST
    @Path("reconcile")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission(CORRECT)
    @Operation(
            summary = "Compare a month with what the authority has",
            description = "Asks the authority; nothing is changed. 409 without a certificate, 502 without an answer.")
    public Reconciliation.Report reconcile(@NotNull @Valid Period period) {
        return reconciliation.compare(organizations.current(), period.year(), period.month());
    }

    @GET
    @Path("declaration")
    @RequiresPermission(READ)
    @Operation(
            summary = "The responsible declaration of the program",
            description = "RD 1007/2023, article 13; Orden HAC/1177/2024, article 15. In Spanish.")
    public Declaration.Document declaration() {
        return declaration.document();
    }
}
