package io.rubro.crm.internal.reports;

import io.rubro.crm.internal.reports.Campaigns.Campaign;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.crm.pipeline.Pipelines;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
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

/** Reports over the pipeline and where customers come from. */
@Component(service = ReportResource.class)
@JaxrsResource
@Path("reports")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReportResource {

    private static final String READ = "crm.report.read";
    private static final String COSTS = "crm.campaign-cost.write";
    private static final String PERIOD =
            "from, until: ISO dates, both included; the last twelve months if absent, ten years"
                    + " at most. Opportunities in other currencies than the organisation's are left out.";
    private static final int MOST_YEARS = 10;

    private final Transactions transactions;
    private final Pipelines pipelines;
    private final Deals deals;
    private final Campaigns campaigns;
    private final CampaignCosts costs;
    private final Summaries summaries;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public ReportResource(
            @Reference Transactions transactions,
            @Reference Pipelines pipelines,
            @Reference Deals deals,
            @Reference Campaigns campaigns,
            @Reference CampaignCosts costs,
            @Reference Summaries summaries,
            @Reference Organizations organizations) {
        this.transactions = transactions;
        this.pipelines = pipelines;
        this.deals = deals;
        this.campaigns = campaigns;
        this.costs = costs;
        this.summaries = summaries;
        this.organizations = organizations;
    }

    private record Period(LocalDate from, LocalDate until) {}

    private Period period(@Nullable LocalDate from, @Nullable LocalDate until) {
        LocalDate end = Objects.requireNonNullElseGet(
                until, () -> LocalDate.now(organizations.current().zone()));
        LocalDate begin =
                Objects.requireNonNullElseGet(from, () -> end.minusYears(1).plusDays(1));
        if (begin.isAfter(end) || begin.isBefore(end.minusYears(MOST_YEARS))) {
            throw ProblemException.invalid("until", "crm.report.period");
        }
        return new Period(begin, end);
    }

    private Pipeline pipeline(@Nullable Id id) {
        return id == null ? pipelines.standard() : pipelines.get(id);
    }

    @GET
    @Path("summary")
    @RequiresPermission(READ)
    @Operation(summary = "Customers, activities, pipeline and risks at a glance")
    public SummaryReport summary() {
        return summaries.now();
    }

    @GET
    @Path("funnel")
    @RequiresPermission(READ)
    @Operation(summary = "How far the opportunities made in a time got", description = PERIOD)
    public FunnelReport funnel(
            @QueryParam("pipeline") @Nullable Id pipeline,
            @QueryParam("from") @Nullable LocalDate from,
            @QueryParam("until") @Nullable LocalDate until) {
        Period period = period(from, until);
        return transactions.required(
                () -> FunnelReport.of(pipeline(pipeline), deals.made(period.from(), period.until())));
    }

    @GET
    @Path("cycle")
    @RequiresPermission(READ)
    @Operation(
            summary = "What was decided in a time: how much of it was won, how long it took and why the rest was lost",
            description = PERIOD)
    public CycleReport cycle(
            @QueryParam("pipeline") @Nullable Id pipeline,
            @QueryParam("from") @Nullable LocalDate from,
            @QueryParam("until") @Nullable LocalDate until) {
        Period period = period(from, until);
        return transactions.required(
                () -> CycleReport.of(pipeline(pipeline), deals.closed(period.from(), period.until())));
    }

    @GET
    @Path("forecast")
    @RequiresPermission(READ)
    @Operation(summary = "What the open opportunities of all pipelines may bring, by month")
    public ForecastReport forecast() {
        LocalDate today = LocalDate.now(organizations.current().zone());
        return transactions.required(() ->
                ForecastReport.of(deals.open(), deals.closed(today.minusYears(1).plusDays(1), today), today));
    }

    @GET
    @Path("campaigns")
    @RequiresPermission(READ)
    @Operation(summary = "What each campaign or channel brought and cost", description = PERIOD)
    public List<Campaign> campaigns(
            @QueryParam("from") @Nullable LocalDate from, @QueryParam("until") @Nullable LocalDate until) {
        Period period = period(from, until);
        return campaigns.report(period.from(), period.until());
    }

    @GET
    @Path("sources")
    @RequiresPermission(READ)
    @Operation(summary = "The sources written so far, for suggestions")
    public Set<String> sources() {
        return campaigns.sources();
    }

    @GET
    @Path("costs")
    @RequiresPermission(READ)
    @Operation(summary = "What was spent on campaigns in a time", description = PERIOD)
    public List<CampaignCost> costs(
            @QueryParam("from") @Nullable LocalDate from, @QueryParam("until") @Nullable LocalDate until) {
        Period period = period(from, until);
        return costs.list(period.from(), period.until());
    }

    @POST
    @Path("costs")
    @RequiresPermission(COSTS)
    @Operation(summary = "Notes what was spent on a campaign")
    public Response spend(@NotNull @Valid CampaignCostRequest request, @Context UriInfo uri) {
        CampaignCost made = costs.create(request);
        return Response.created(uri.getBaseUriBuilder()
                        .path("reports/costs")
                        .path(made.id().toString())
                        .build())
                .entity(made)
                .build();
    }

    @GET
    @Path("costs/{id}")
    @RequiresPermission(READ)
    @Operation(summary = "Reads a cost")
    public CampaignCost cost(@PathParam("id") Id id) {
        return costs.get(id);
    }

    @PUT
    @Path("costs/{id}")
    @RequiresPermission(COSTS)
    @Operation(summary = "Replaces what is stored of a cost")
    public CampaignCost spend(
            @PathParam("id") Id id,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid CampaignCostRequest request) {
        return costs.update(id, seen, request);
    }

    @DELETE
    @Path("costs/{id}")
    @RequiresPermission(COSTS)
    @Operation(summary = "Deletes a cost")
    public void drop(@PathParam("id") Id id) {
        costs.delete(id);
    }
}
