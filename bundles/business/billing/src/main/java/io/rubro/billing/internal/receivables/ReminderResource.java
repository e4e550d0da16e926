package io.rubro.billing.internal.receivables;

import io.rubro.billing.internal.receivables.CollectionRules.Pause;
import io.rubro.billing.internal.receivables.Reminder.State;
import io.rubro.billing.internal.receivables.ReminderTexts.Level;
import io.rubro.platform.ids.Id;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
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

/** Reminders of late instalments, and the rules of collection. */
@Component(service = ReminderResource.class)
@JaxrsResource
@Path("reminders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReminderResource {

    private static final String READ = "billing.invoice.read";
    private static final String SEND = "billing.reminder.send";
    private static final String MANAGE = "billing.collection.manage";

    private final Reminders reminders;
    private final ReminderTexts texts;
    private final CollectionRules rules;

    /** Called by the component runtime. */
    @Activate
    public ReminderResource(
            @Reference Reminders reminders, @Reference ReminderTexts texts, @Reference CollectionRules rules) {
        this.reminders = reminders;
        this.texts = texts;
        this.rules = rules;
    }

    /** The levels, the first one first. */
    public record Levels(@NotNull List<Level> levels) {
        public Levels {
            levels = levels == null ? List.of() : List.copyOf(levels);
        }
    }

    @GET
    @RequiresPermission(READ)
    @Operation(
            summary = "Reminders, the latest first",
            description = "All, or those PROPOSED, SENT, DISMISSED or WITHDRAWN; at most 500.")
    public List<Reminder> list(@QueryParam("state") @Nullable State state) {
        return reminders.list(state);
    }

    @POST
    @Path("run")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(SEND)
    @Operation(
            summary = "Write the reminders whose day has come",
            description = "Happens by itself, too; says how many.")
    public Map<String, Integer> run() {
        return Map.of("proposed", reminders.propose());
    }

    @POST
    @Path("{id}/send")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(SEND)
    @Operation(
            summary = "Hand a reminder over",
            description =
                    "Publishes billing.reminder.due for whatever delivers letters; without such a channel the person who"
                            + " calls this has delivered it.")
    public Reminder send(@PathParam("id") Id id) {
        return reminders.send(id);
    }

    @POST
    @Path("{id}/dismiss")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(SEND)
    @Operation(summary = "Decide against a reminder")
    public Reminder dismiss(@PathParam("id") Id id) {
        return reminders.dismiss(id);
    }

    @GET
    @Path("levels")
    @RequiresPermission(READ)
    @Operation(summary = "The levels of reminders with their texts")
    public Levels levels() {
        return new Levels(texts.levels());
    }

    @PUT
    @Path("levels")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Replace the levels of reminders and their texts")
    public Levels setLevels(@NotNull Levels levels) {
        return new Levels(texts.set(levels.levels()));
    }

    @GET
    @Path("pauses")
    @RequiresPermission(READ)
    @Operation(summary = "The invoices and customers that are not reminded")
    public List<Pause> pauses() {
        return rules.pauses();
    }

    @POST
    @Path("pauses")
    @RequiresPermission(SEND)
    @Operation(summary = "Do not remind of an invoice, or a customer")
    public List<Pause> pause(@NotNull Pause pause) {
        rules.pause(pause);
        reminders.propose();
        return rules.pauses();
    }

    @DELETE
    @Path("pauses")
    @RequiresPermission(SEND)
    @Operation(summary = "Remind again", description = "target is that of the pause.")
    public void resume(@QueryParam("target") @NotNull String target) {
        rules.resume(target);
    }

    @GET
    @Path("rules")
    @RequiresPermission(READ)
    @Operation(summary = "How the organisation collects")
    public CollectionRule rules() {
        return rules.get();
    }

    @PUT
    @Path("rules")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Decide how the organisation collects")
    public CollectionRule setRules(@NotNull CollectionRule rule) {
        return rules.set(rule);
    }

    /** A legal rate of late interest, percent a year, and the first day it holds. */
    public record RateRequest(@Nullable LocalDate validFrom, @Nullable BigDecimal rate) {}

    @GET
    @Path("interest-rates")
    @RequiresPermission(READ)
    @Operation(summary = "The legal rates of late interest that are known")
    public List<InterestRates.Rate> rates() {
        return rules.legalRates();
    }

    @POST
    @Path("interest-rates")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Add a legal rate of late interest, or replace the one of that day")
    public List<InterestRates.Rate> addRate(@NotNull RateRequest request) {
        return rules.addLegalRate(request.validFrom(), request.rate());
    }
}
