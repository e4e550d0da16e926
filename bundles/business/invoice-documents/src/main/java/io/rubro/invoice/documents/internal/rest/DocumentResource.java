package io.rubro.invoice.documents.internal.rest;

import io.rubro.billing.Invoice;
import io.rubro.invoice.documents.internal.print.PagePicture;
import io.rubro.invoice.documents.internal.print.PaperFormat;
import io.rubro.invoice.documents.internal.print.PrintModel;
import io.rubro.invoice.documents.internal.print.Printer.Order;
import io.rubro.invoice.documents.internal.service.InvoiceDocuments;
import io.rubro.invoice.documents.internal.service.InvoiceDocuments.EInvoice;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The documents of an invoice: for people as PDF, for programs as XML. */
@Component(service = DocumentResource.class)
@JaxrsResource
@Path("invoices/{id}")
public final class DocumentResource {

    private static final String READ = "billing.invoice.read";
    private static final String PDF = "application/pdf";

    private final InvoiceDocuments documents;

    /** Called by the component runtime. */
    @Activate
    public DocumentResource(@Reference InvoiceDocuments documents) {
        this.documents = documents;
    }

    @GET
    @Path("pdf")
    @Produces(PDF)
    @RequiresPermission(READ)
    @Operation(
            summary = "Print an invoice",
            description = "PDF/A-3u with the UBL inside; format is a4 or ticket, lang is es-ES, es-AR or en. Drafts and"
                    + " cancelled invoices bear a mark.")
    public Response pdf(
            @PathParam("id") Id id,
            @QueryParam("format") @DefaultValue("a4") String format,
            @QueryParam("lang") @Nullable String language,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String seen) {
        Order order = documents.order(id, Parameters.format(format), Parameters.language(language));
        String suffix = order.format() == PaperFormat.TICKET ? "-ticket.pdf" : ".pdf";
        return new Download(PDF, name(order.invoice()) + suffix).answer(Fingerprint.of(order), seen, () -> documents
                .print(order)
                .pdf());
    }

    @GET
    @Path("picture")
    @Produces("image/png")
    @RequiresPermission(READ)
    @Operation(
            summary = "See a page of an invoice",
            description = "The page of the PDF as a picture; 404 if there is no such page.")
    public Response picture(
            @PathParam("id") Id id,
            @QueryParam("format") @DefaultValue("a4") String format,
            @QueryParam("lang") @Nullable String language,
            @QueryParam("page") @DefaultValue("1") int page,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String seen) {
        Order order = documents.order(id, Parameters.format(format), Parameters.language(language));
        return new Download("image/png", name(order.invoice()) + "-" + page + ".png")
                .answer(Fingerprint.of(order) + "." + page, seen, () -> PagePicture.png(
                                documents.print(order).pdf(), page)
                        .orElseThrow(() -> ProblemException.notFound("invoice-documents.no-page", page)));
    }

    @GET
    @Path("ubl")
    @Produces("application/xml")
    @RequiresPermission(READ)
    @Operation(
            summary = "An issued invoice as UBL 2.1",
            description = "By the semantic model of EN 16931; 409 for a draft, 422 if it lacks what the model wants.")
    public Response ubl(@PathParam("id") Id id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String seen) {
        return xml(documents.ubl(id), "-ubl.xml", seen);
    }

    @GET
    @Path("facturae")
    @Produces("application/xml")
    @RequiresPermission(READ)
    @Operation(
            summary = "An issued invoice as Facturae 3.2.2",
            description = "Unsigned; 409 for a draft or outside Spain, 422 if it lacks what the format wants.")
    public Response facturae(@PathParam("id") Id id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String seen) {
        return xml(documents.facturae(id), "-facturae.xml", seen);
    }

    private static Response xml(EInvoice document, String suffix, @Nullable String seen) {
        return new Download("application/xml", name(document.invoice()) + suffix)
                .answer(Fingerprint.of(document.xml()), seen, document::xml);
    }

    private static String name(Invoice invoice) {
        return PrintModel.fileName(invoice);
    }
}
