package io.rubro.invoice.documents.internal.print;

import io.rubro.billing.FiscalSeal;
import io.rubro.billing.Invoice;
import io.rubro.invoice.documents.internal.print.PdfWriter.Pdf;
import io.rubro.invoice.documents.internal.print.QrDrawer.Drawn;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.OrganizationLogo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Prints invoices: template, words and figures become a PDF/A-3u file. */
public final class Printer {

    /** The least and the largest side of the tax QR code, in millimetres (Orden HAC/1177/2024, article 21). */
    private static final double LEAST_QR = 30;

    private static final double LARGEST_QR = 40;
    private static final double ROUNDING = 0.05;

    /** Layout takes memory: no more at once, the others wait. */
    private static final Semaphore PLACES = new Semaphore(4);

    private Printer() {}

    /**
     * What is to be printed.
     *
     * @param template in the Mustache language
     * @param logo null for none
     * @param attachment what travels inside the file; null for nothing
     */
    public record Order(
            PaperFormat format,
            String template,
            Organization issuer,
            Invoice invoice,
            Wording wording,
            @Nullable OrganizationLogo logo,
            @Nullable Attachment attachment) {}

    /**
     * A printed document.
     *
     * @param pages how many there are
     */
    public record Printed(byte[] pdf, int pages) {}

    /**
     * Prints.
     *
     * @throws TemplateFault if the template cannot be used
     */
    public static Printed print(Order order) {
        Pdf pdf = write(order);
        return new Printed(pdf.bytes(), pdf.pages());
    }

    /**
     * Refuses a template by which an invoice would lack what the law wants on it.
     *
     * @throws TemplateFault if it cannot be used, or shows the tax QR code of the invoice not at all, not on the first page
     *     or not 30 to 40 mm wide
     */
    public static void check(Order order) {
        Pdf pdf = write(order);
        FiscalSeal seal = order.invoice().fiscal();
        String url = seal == null ? null : seal.qrUrl();
        if (url == null) {
            return;
        }
        List<Drawn> codes =
                pdf.codes().stream().filter(code -> code.text().equals(url)).toList();
        if (codes.isEmpty() || codes.get(0).page() > 0) {
            throw new TemplateFault("invoice-documents.template.no-qr", 0, "");
        }
        double side = codes.get(0).millimetres();
        if (side < LEAST_QR - ROUNDING || side > LARGEST_QR + ROUNDING) {
            throw new TemplateFault("invoice-documents.template.qr-size", 0, String.valueOf(Math.round(side)));
        }
    }

    private static Pdf write(Order order) {
        OrganizationLogo logo = order.logo();
        Map<String, Object> model = PrintModel.of(
                order.issuer(), order.invoice(), order.wording(), logo == null ? "" : Pictures.dataAddress(logo));
        FilledTemplate filled = TemplateEngine.fill(order.template(), model);
        PLACES.acquireUninterruptibly();
        try {
            return PdfWriter.write(filled, order.format(), order.attachment());
        } finally {
            PLACES.release();
        }
    }
}
