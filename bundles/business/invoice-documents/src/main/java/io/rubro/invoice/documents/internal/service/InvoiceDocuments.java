package io.rubro.invoice.documents.internal.service;

import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.Invoices;
import io.rubro.invoice.documents.internal.einvoice.EInvoiceFault;
import io.rubro.invoice.documents.internal.einvoice.Facturae;
import io.rubro.invoice.documents.internal.einvoice.Ubl;
import io.rubro.invoice.documents.internal.print.Attachment;
import io.rubro.invoice.documents.internal.print.PaperFormat;
import io.rubro.invoice.documents.internal.print.Printer;
import io.rubro.invoice.documents.internal.print.Printer.Order;
import io.rubro.invoice.documents.internal.print.Printer.Printed;
import io.rubro.invoice.documents.internal.print.SampleInvoice;
import io.rubro.invoice.documents.internal.print.TemplateFault;
import io.rubro.invoice.documents.internal.print.Wording;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.OrganizationLogos;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The documents made of the invoices of the organisation on the thread. */
@Component(service = InvoiceDocuments.class)
public final class InvoiceDocuments {

    private final Invoices invoices;
    private final Organizations organizations;
    private final OrganizationLogos logos;
    private final Templates templates;

    /** Called by the component runtime. */
    @Activate
    public InvoiceDocuments(
            @Reference Invoices invoices,
            @Reference Organizations organizations,
            @Reference OrganizationLogos logos,
            @Reference Templates templates) {
        this.invoices = invoices;
        this.organizations = organizations;
        this.logos = logos;
        this.templates = templates;
    }

    /**
     * What is to be printed; printing it takes time, comparing its fingerprint does not.
     *
     * @param format A4 or ticket
     * @param language null for the organisation's
     * @throws ProblemException 404 if there is no such invoice
     */
    public Order order(Id id, PaperFormat format, @Nullable Locale language) {
        Invoice invoice = invoices.get(id);
        Organization issuer = organizations.current();
        return new Order(
                format,
                templates.inUse(format),
                issuer,
                invoice,
                wording(issuer, language),
                logos.current().orElse(null),
                attachment(issuer, invoice));
    }

    private static Wording wording(Organization issuer, @Nullable Locale language) {
        return Wording.in(language == null ? issuer.language() : language, issuer.country());
    }

    /** The same for programs, of issued invoices that can be said in it. */
    private static @Nullable Attachment attachment(Organization issuer, Invoice invoice) {
        Instant issued = invoice.issuedAt();
        if (invoice.status() == InvoiceStatus.DRAFT || issued == null) {
            return null;
        }
        try {
            byte[] xml = Ubl.write(issuer, invoice).getBytes(StandardCharsets.UTF_8);
            return new Attachment("factura-ubl.xml", "UBL 2.1, EN 16931", xml, issued);
        } catch (EInvoiceFault lacking) {
            return null; // a document for people all the same
        }
    }

    /**
     * Prints.
     *
     * @throws ProblemException 422 if the organisation's template cannot print this invoice
     */
    public Printed print(Order order) {
        try {
            return Printer.print(order);
        } catch (TemplateFault fault) {
            throw refusal(fault);
        }
    }

    /**
     * Prints a sample with a template that need not be stored.
     *
     * @throws ProblemException 422 if it cannot be used: the field is {@code html}, the text names the line
     */
    public Printed preview(PaperFormat format, String html, @Nullable Locale language) {
        return print(sample(format, html, language));
    }

    /**
     * Refuses a template that cannot be used or hides what the law wants to be seen.
     *
     * @throws ProblemException 422: the field is {@code html}, the text names the line
     */
    public void check(PaperFormat format, String html) {
        try {
            Printer.check(sample(format, html, null));
        } catch (TemplateFault fault) {
            throw refusal(fault);
        }
    }

    private Order sample(PaperFormat format, String html, @Nullable Locale language) {
        Organization issuer = organizations.current();
        Wording wording = wording(issuer, language);
        return new Order(
                format,
                html,
                issuer,
                SampleInvoice.of(issuer, wording),
                wording,
                logos.current().orElse(null),
                null);
    }

    private static ProblemException refusal(TemplateFault fault) {
        return ProblemException.invalid(List.of(new FieldError("html", fault.code(), fault.args())));
    }

    /**
     * An issued invoice as UBL 2.1 by EN 16931.
     *
     * @throws ProblemException 404 if there is no such invoice, 409 if it is a draft, 422 if it lacks what the format wants
     */
    public EInvoice ubl(Id id) {
        return eInvoice(id, "ubl", Ubl::write);
    }

    /**
     * An issued invoice as Facturae 3.2.2, unsigned.
     *
     * @throws ProblemException 404 if there is no such invoice, 409 if it is a draft or not Spanish, 422 if it lacks what the
     *     format wants
     */
    public EInvoice facturae(Id id) {
        Organization issuer = organizations.current();
        if (!issuer.country().equals("ES")) {
            throw ProblemException.conflict("invoice-documents.facturae.country", Map.of("country", issuer.country()));
        }
        return eInvoice(id, "facturae", Facturae::write);
    }

    /** Writes an invoice as XML. */
    private interface Format {
        String write(Organization issuer, Invoice invoice);
    }

    /**
     * An invoice for programs.
     *
     * @param xml the file, UTF-8
     */
    public record EInvoice(Invoice invoice, byte[] xml) {}

    private EInvoice eInvoice(Id id, String name, Format format) {
        Invoice invoice = invoices.get(id);
        if (invoice.status() == InvoiceStatus.DRAFT) {
            throw ProblemException.conflict("invoice-documents.draft", Map.of("format", name));
        }
        try {
            String xml = format.write(organizations.current(), invoice);
            return new EInvoice(invoice, xml.getBytes(StandardCharsets.UTF_8));
        } catch (EInvoiceFault lacking) {
            throw ProblemException.invalid(lacking.fields().stream()
                    .map(field -> new FieldError(field, "invoice-documents.lacking." + field, Map.of()))
                    .toList());
        }
    }
}
