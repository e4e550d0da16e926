package io.rubro.platform.jobs.internal.rest;

import io.rubro.platform.jobs.internal.service.ClusterJobs;
import io.rubro.platform.jobs.internal.service.JobRun;
import io.rubro.platform.jobs.internal.service.JobState;
import io.rubro.platform.module.Messages;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs by itself, and when. */
@Component(service = JobResource.class)
@JaxrsResource
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class JobResource {

    private static final Logger LOG = LoggerFactory.getLogger(JobResource.class);

    private final ClusterJobs jobs;
    private final Messages messages;

    @Activate
    public JobResource(@Reference ClusterJobs jobs, @Reference Messages messages) {
        this.jobs = jobs;
        this.messages = messages;
    }

    @GET
    @RequiresPermission("platform.jobs.read")
    @Operation(summary = "Lists the scheduled jobs of the installation with their last run")
    public Page<JobView> list() {
        return new Page<>(jobs.list().stream().map(this::view).toList(), null);
    }

    @GET
    @Path("{name}")
    @RequiresPermission("platform.jobs.read")
    @Operation(summary = "Reads a job")
    public JobView get(@PathParam("name") String name) {
        return view(jobs.get(name));
    }

    @GET
    @Path("{name}/runs")
    @RequiresPermission("platform.jobs.read")
    @Operation(summary = "Lists the last runs of a job, newest first")
    public Page<JobRun> runs(@PathParam("name") String name, @BeanParam PageRequest page) {
        return jobs.runs(name, page);
    }

    @POST
    @Path("{name}/run")
    @RequiresPermission("platform.jobs.manage")
    @Operation(
            summary = "Runs a job now",
            description = "It is made due; a node that has it takes it within a moment. 409 if it is running.")
    public Response run(@PathParam("name") String name) {
        jobs.runNow(name);
        LOG.info("{} asked for the job {} to run", Caller.current().name(), name);
        return Response.status(Response.Status.ACCEPTED)
                .entity(view(jobs.get(name)))
                .build();
    }

    private JobView view(JobState job) {
        String title = messages.text(Caller.current().locale(), "job." + job.name(), Map.of())
                .orElse(job.name());
        return JobView.of(job, title);
    }
}
