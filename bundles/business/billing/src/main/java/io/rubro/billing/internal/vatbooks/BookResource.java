package io.rubro.billing.internal.vatbooks;

import io.rubro.billing.internal.vatbooks.ThirdParties.Party;
import io.rubro.billing.internal.vatbooks.VatReturns.Period;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
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

/** The books of value added tax and the figures of its returns, in Spain. */
@Component(service = BookResource.class)
@JaxrsResource
@Path("vat-books")
@Produces(MediaType.APPLICATION_JSON)
public final class BookResource {

    private static final String READ = "billing.books.read";

    private final Transactions transactions;
    private final IssuedBook issued;
    private final Suppliers suppliers;
    private final VatReturns returns;
    private final ThirdParties parties;

    /** Called by the component runtime. */
    @Activate
    public BookResource(
            @Reference Transactions transactions,
            @Reference IssuedBook issued,
            @Reference Suppliers suppliers,
            @Reference VatReturns returns,
            @Reference ThirdParties parties) {
        this.transactions = transactions;
        this.issued = issued;
        this.suppliers = suppliers;
        this.returns = returns;
        this.parties = parties;
    }

    @GET
    @Path("issued")
    @RequiresPermission(READ)
    @Operation(
            summary = "The book of issued invoices",
            description =
                    "Of a quarter of a year, or the year; one line for each tax of an invoice, cancelled ones included.")
    public List<IssuedLine> issued(@QueryParam("year") int year, @QueryParam("quarter") @Nullable Integer quarter) {
        Period period = Period.of(year, quarter);
        return transactions.required(() -> issued.lines(period.from(), period.to()));
    }

    @GET
    @Path("received")
    @RequiresPermission(READ)
    @Operation(summary = "The book of received invoices", description = "Of a quarter of a year, or the year.")
    public List<SupplierInvoice> received(
            @QueryParam("year") int year, @QueryParam("quarter") @Nullable Integer quarter) {
        Period period = Period.of(year, quarter);
        return transactions.required(() -> suppliers.received(period.from(), period.to()));
    }

    @GET
    @Path("issued.csv")
    @Produces("text/csv")
    @RequiresPermission(READ)
    @Operation(summary = "The book of issued invoices in the columns of the tax agency")
    public Response issuedCsv(@QueryParam("year") int year, @QueryParam("quarter") @Nullable Integer quarter) {
        return file("facturas-expedidas", year, quarter, BookCsv.issued(issued(year, quarter)));
    }

    @GET
    @Path("received.csv")
    @Produces("text/csv")
    @RequiresPermission(READ)
    @Operation(summary = "The book of received invoices in the columns of the tax agency")
    public Response receivedCsv(@QueryParam("year") int year, @QueryParam("quarter") @Nullable Integer quarter) {
        return file("facturas-recibidas", year, quarter, BookCsv.received(received(year, quarter)));
    }

    private static Response file(String name, int year, @Nullable Integer quarter, String csv) {
        String period = quarter == null ? "" : "-" + quarter + "T";
        return Response.ok(csv, "text/csv;charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + "-" + year + period + ".csv\"")
                .build();
    }

    @GET
    @Path("303")
    @RequiresPermission(READ)
    @Operation(summary = "The figures of form 303 for a quarter")
    public VatReturn quarterly(@QueryParam("year") int year, @QueryParam("quarter") int quarter) {
        return returns.figures(ReturnForm.M303, Period.of(year, quarter));
    }

    @GET
    @Path("303/{box}")
    @RequiresPermission(READ)
    @Operation(summary = "The documents behind a box of form 303")
    public List<Posting> quarterly(
            @PathParam("box") String box, @QueryParam("year") int year, @QueryParam("quarter") int quarter) {
        return returns.behind(ReturnForm.M303, Period.of(year, quarter), box);
    }

    @GET
    @Path("390")
    @RequiresPermission(READ)
    @Operation(summary = "The figures of form 390 for a year")
    public VatReturn yearly(@QueryParam("year") int year) {
        return returns.figures(ReturnForm.M390, Period.of(year, null));
    }

    @GET
    @Path("390/{box}")
    @RequiresPermission(READ)
    @Operation(summary = "The documents behind a box of form 390")
    public List<Posting> yearly(@PathParam("box") String box, @QueryParam("year") int year) {
        return returns.behind(ReturnForm.M390, Period.of(year, null), box);
    }

    @GET
    @Path("347")
    @RequiresPermission(READ)
    @Operation(
            summary = "The parties to be declared in form 347 for a year",
            description = "Those with more than 3,005.06 € tax included, by quarter, with their documents.")
    public List<Party> thirdParties(@QueryParam("year") int year) {
        return parties.declared(year);
    }
}
