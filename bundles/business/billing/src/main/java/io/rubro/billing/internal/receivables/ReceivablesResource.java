package io.rubro.billing.internal.receivables;

import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What customers owe. */
@Component(service = ReceivablesResource.class)
@JaxrsResource
@Path("receivables")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReceivablesResource {

    private static final String READ = "billing.invoice.read";

    private final AgeingReport report;
    private final Statements statements;
    private final Plans plans;
    private final Messages messages;

    /** Called by the component runtime. */
    @Activate
    public ReceivablesResource(
            @Reference AgeingReport report,
            @Reference Statements statements,
            @Reference Plans plans,
            @Reference Messages messages) {
        this.report = report;
        this.statements = statements;
        this.plans = plans;
        this.messages = messages;
    }

    @GET
    @Path("ageing")
    @RequiresPermission(READ)
    @Operation(
            summary = "What customers owe by how long it has been due",
            description = "As of a day (on), today if absent; per customer and in all.")
    public Ageing ageing(@QueryParam("on") @Nullable String on) {
        return report.on(Days.parse("on", on));
    }

    @GET
    @Path("open")
    @RequiresPermission(READ)
    @Operation(
            summary = "The open instalments, the one due first first",
            description = "As of a day (on), today if absent; of one customer (customer, a key of the ageing) or all.")
    public List<OpenItem> open(
            @QueryParam("on") @Nullable String on, @QueryParam("customer") @Nullable String customer) {
        return report.open(Days.parse("on", on), key(customer));
    }

    @GET
    @Path("customers")
    @RequiresPermission(READ)
    @Operation(
            summary = "Customers on issued invoices",
            description = "q looks at name, tax id and e-mail; at most 20.")
    public List<AgeingReport.Found> customers(@QueryParam("q") @DefaultValue("") String text) {
        return report.customers(text);
    }

    @GET
    @Path("statement")
    @RequiresPermission(READ)
    @Operation(
            summary = "The account of a customer",
            description =
                    "From a day (the first of the year) to a day (today), with what is open and its late interest.")
    public Statement statement(
            @QueryParam("customer") @Nullable String customer,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return statements.of(required(customer), Days.parse("from", from), Days.parse("to", to));
    }

    @GET
    @Path("statement.csv")
    @Produces("text/csv")
    @RequiresPermission(READ)
    @Operation(summary = "The account of a customer as comma separated values")
    public Response statementCsv(
            @QueryParam("customer") @Nullable String customer,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Statement statement = statements.of(required(customer), Days.parse("from", from), Days.parse("to", to));
        return Response.ok(Statements.csv(statement, words()), "text/csv;charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"statement.csv\"")
                .build();
    }

    private Map<String, String> words() {
        Locale locale = Caller.current().locale();
        Map<String, String> words = new HashMap<>();
        for (String word : List.of("date", "kind", "text", "charge", "credit", "balance", "opening", "closing")) {
            words.put(
                    word,
                    messages.text(locale, "billing.statement." + word, Map.of()).orElse(word));
        }
        for (Statement.Kind kind : Statement.Kind.values()) {
            String key =
                    "billing.statement." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            words.put(kind.name(), messages.text(locale, key, Map.of()).orElse(kind.name()));
        }
        return words;
    }

    @GET
    @Path("plans/{invoice}")
    @RequiresPermission(READ)
    @Operation(summary = "The instalments of an invoice, draft or issued")
    public Plans.Plan plan(@PathParam("invoice") Id invoice) {
        return plans.get(invoice);
    }

    @PUT
    @Path("plans/{invoice}")
    @RequiresPermission("billing.invoice.create")
    @Operation(
            summary = "Decide when an invoice is to be paid",
            description =
                    "By a payment term (termId) or by instalments that add up to it; neither for one payment on its due"
                            + " date. Also of an issued invoice, if another date was agreed on.")
    public Plans.Plan setPlan(@PathParam("invoice") Id invoice, @NotNull Plans.PlanDraft draft) {
        return plans.set(invoice, draft);
    }

    private static @Nullable CustomerKey key(@Nullable String text) {
        return text == null || text.isBlank() ? null : CustomerKey.valueOf(text);
    }

    private static CustomerKey required(@Nullable String text) {
        @Nullable CustomerKey key = key(text);
        if (key == null) {
            throw ProblemException.invalid("customer", "billing.receivables.customer");
        }
        return key;
    }
}
