package io.rubro.invoice.documents.internal.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.HybridBinarizer;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.CorrectionReason;
import io.rubro.billing.Customer;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceStatus;
import io.rubro.invoice.documents.internal.einvoice.Ubl;
import io.rubro.invoice.documents.internal.print.Printer.Order;
import io.rubro.invoice.documents.internal.print.Printer.Printed;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.OrganizationLogo;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrinterTest {

    private static final double MILLIMETRES_PER_POINT = 25.4 / 72;

    private static Invoice usual() {
        return Shop.invoice()
                .line("Reparación de la persiana\ncon piezas", "2.5", "1041.333", "0", Shop.IVA21)
                .line("Café en grano", "12", "8.40", "10", Shop.IVA10)
                .notes("Gracias.\nTransferencia a ES00 0000")
                .of(Shop.SPAIN);
    }

    private static Printed print(PaperFormat format, Organization issuer, Invoice invoice, String language)
            throws IOException {
        return print(format, issuer, invoice, language, null);
    }

    private static Printed print(
            PaperFormat format, Organization issuer, Invoice invoice, String language, @Nullable OrganizationLogo logo)
            throws IOException {
        Printed printed = Printer.print(new Order(
                format,
                BuiltInTemplates.of(format),
                issuer,
                invoice,
                Wording.in(Locale.forLanguageTag(language), issuer.country()),
                logo,
                invoice.number() == null ? null : attachment(issuer, invoice)));
        Path folder = Files.createDirectories(Path.of("target/printed"));
        String name = format + "-" + invoice.kind() + "-" + invoice.status() + "-" + language;
        Files.write(folder.resolve(name + ".pdf"), printed.pdf());
        Files.write(
                folder.resolve(name + ".png"), PagePicture.png(printed.pdf(), 1).orElseThrow());
        return printed;
    }

    private static Attachment attachment(Organization issuer, Invoice invoice) {
        return new Attachment(
                "factura-ubl.xml",
                "UBL 2.1",
                Ubl.write(issuer, invoice).getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-11-20T11:00:00Z"));
    }

    /** The words of a document, runs of white space as one space. */
    private static String text(Printed printed) throws IOException {
        try (PDDocument document = Loader.loadPDF(printed.pdf())) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document).replaceAll("[\\s\u00a0]+", " ");
        }
    }

    /** As it was written: what stands askew would else be torn apart. */
    private static String unsorted(Printed printed) throws IOException {
        try (PDDocument document = Loader.loadPDF(printed.pdf())) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void an_invoice_says_what_the_law_wants_to_the_cent() throws IOException {
        Printed printed = print(PaperFormat.A4, Shop.SPAIN, usual(), "es-ES");
        // 2.5 × 1041.333 = 2603.3325; 12 × 8.40 less 10 % = 90.72; 21 % and 10 % of the rounded bases
        assertThat(text(printed))
                .contains("Factura", "FAC-2026-001", "20/11/2026", "Vencimiento 20/12/2026")
                .contains("El Sol Hostelería, S.L.", "NIF B12345674", "Calle de Alcalá 1, 28014 Madrid")
                .contains("Ferretería López <e Hijos> S.L.", "NIF B98765431", "Calle Mayor 12, 3.º B, 28013 Madrid")
                .contains("Reparación de la persiana", "2,5 1.041,333 IVA 21 % 2.603,33")
                .contains("12 8,40 10 % IVA 10 % 90,72")
                .contains("IVA 21 % 2.603,33 546,70", "IVA 10 % 90,72 9,07")
                .contains("Base imponible 2.694,05 €", "Total impuestos 555,77 €", "Total 3.249,82 €")
                .contains("QR tributario:", "Factura verificable en la sede electrónica de la AEAT")
                .contains("Gracias.", "Transferencia a ES00 0000", "Página 1 de 1")
                .doesNotContain("BORRADOR", "ANULADA", "Retención");
    }

    @Test
    void discounts_surcharge_withholding_and_payments_are_said() throws IOException {
        Invoice invoice = Shop.invoice()
                .line("Género", "10", "10.00", "0", Shop.IVA21)
                .terms(false, "5", true, "15")
                .paid("50.00")
                .of(Shop.SPAIN);
        // base 95.00, tax 19.95, surcharge 4.94, total 119.89, withheld 14.25, payable 105.64
        assertThat(text(print(PaperFormat.A4, Shop.SPAIN, invoice, "es-ES")))
                .contains("Suma 100,00 €", "Descuento general 5 % -5,00 €", "Base imponible 95,00 €")
                .contains("Recargo de equivalencia 4,94 €", "4,94 (5,2 %)", "Total 119,89 €")
                .contains("Retención IRPF 15 % -14,25 €", "A pagar 105,64 €", "Cobrado 50,00 €", "Pendiente 55,64 €");
    }

    @Test
    void a_credit_note_names_what_it_corrects_and_why() throws IOException {
        Invoice note = Shop.invoice()
                .line("Devolución", "-1", "100.00", "0", Shop.IVA21)
                .kind(InvoiceKind.CREDIT_NOTE, "REC-2026-001")
                .corrects(CorrectionMethod.DIFFERENCES, CorrectionReason.RETURN, "FAC-2026-007", "FAC-2026-008")
                .of(Shop.SPAIN);
        assertThat(text(print(PaperFormat.A4, Shop.SPAIN, note, "es-ES")))
                .contains("Factura rectificativa", "REC-2026-001")
                .contains("Rectifica a FAC-2026-007 de fecha 03/10/2026", "Rectifica a FAC-2026-008")
                .contains("art. 80.Uno, Dos y Seis LIVA", "Rectificación por diferencias", "Total -121,00 €");
        Invoice whole = Shop.invoice()
                .line("Como debió ser", "1", "50.00", "0", Shop.IVA21)
                .kind(InvoiceKind.CREDIT_NOTE, "REC-2026-002")
                .corrects(CorrectionMethod.SUBSTITUTION, CorrectionReason.OTHER, "FAC-2026-009")
                .of(Shop.SPAIN);
        assertThat(text(print(PaperFormat.A4, Shop.SPAIN, whole, "es-ES")))
                .contains("Rectificación por sustitución", "base 100,00, cuota 21,00");
    }

    @Test
    void what_is_not_plainly_taxed_gets_its_legal_phrase() throws IOException {
        Invoice invoice = Shop.invoice()
                .line("Obra", "1", "1000", "0", Shop.REVERSE)
                .line("Curso", "1", "200", "0", Shop.EXEMPT)
                .line("Envío a Francia", "1", "300", "0", Shop.exempt("E5"))
                .line("Servicio fuera", "1", "400", "0", Shop.OUTSIDE)
                .of(Shop.SPAIN);
        assertThat(text(print(PaperFormat.A4, Shop.SPAIN, invoice, "es-ES")))
                .contains("Inversión del sujeto pasivo (art. 84.Uno.2.º Ley 37/1992)")
                .contains("Operación exenta de IVA (art. 20 Ley 37/1992)")
                .contains("Entrega intracomunitaria exenta de IVA (art. 25 Ley 37/1992)")
                .contains("Operación no sujeta a IVA por reglas de localización");
    }

    @Test
    void drafts_and_cancelled_invoices_bear_a_mark_on_both_papers() throws IOException {
        Invoice draft = Shop.invoice()
                .line("Mesa", "1", "100", "0", Shop.IVA21)
                .status(InvoiceStatus.DRAFT)
                .of(Shop.SPAIN);
        Invoice cancelled = Shop.invoice()
                .line("Mesa", "1", "100", "0", Shop.IVA21)
                .status(InvoiceStatus.CANCELLED)
                .of(Shop.SPAIN);
        for (PaperFormat format : PaperFormat.values()) {
            assertThat(unsorted(print(format, Shop.SPAIN, draft, "es-ES"))).contains("BORRADOR", "Borrador");
            assertThat(unsorted(print(format, Shop.SPAIN, cancelled, "es-ES"))).contains("ANULADA", "FAC-2026-001");
        }
    }

    @Test
    void the_language_decides_words_and_figures_and_the_country_what_the_law_calls_them() throws IOException {
        assertThat(text(print(PaperFormat.A4, Shop.SPAIN, usual(), "en")))
                .contains("Invoice", "20 Nov 2026", "Due date", "€3,249.82", "Page 1 of 1")
                .contains("NIF B12345674", "QR tributario:");
        Invoice argentine = Shop.invoice()
                .line("Asado", "2", "15300.50", "0", Shop.IVA21)
                .customer(new Customer(null, "Juan Pérez", "20055361682", null, null, "AR"))
                .of(Shop.ARGENTINA);
        assertThat(text(print(PaperFormat.A4, Shop.ARGENTINA, argentine, "es-AR")))
                .contains("CUIT 30500010912", "Fecha de emisión", "$ 37.027,21")
                .doesNotContain("QR tributario");
    }

    @Test
    void a_long_invoice_has_numbered_pages_with_the_code_on_the_first_only() throws Exception {
        Shop shop = Shop.invoice();
        for (int i = 1; i <= 90; i++) {
            shop.line("Artículo " + i, "1", "1.00", "0", Shop.IVA21);
        }
        Invoice invoice = shop.of(Shop.SPAIN);
        Printed printed = print(PaperFormat.A4, Shop.SPAIN, invoice, "es-ES");
        assertThat(printed.pages()).isGreaterThan(2);
        String text = text(printed);
        assertThat(text).contains("Página 2 de " + printed.pages(), "Artículo 90");
        assertThat(text.split("Descripción", -1))
                .as("the heads of the table on each page")
                .hasSizeGreaterThan(2);
        assertThat(code(printed.pdf(), 0).getText()).isEqualTo(qr(invoice));
    }

    private static String qr(Invoice invoice) {
        if (invoice.fiscal() == null || invoice.fiscal().qrUrl() == null) {
            throw new AssertionError("no code");
        }
        return invoice.fiscal().qrUrl();
    }

    private static Result code(byte[] pdf, int page) throws IOException, NotFoundException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(page, 200, ImageType.RGB);
            int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
            return new MultiFormatReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(
                                    new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels))),
                            Map.of(
                                    DecodeHintType.TRY_HARDER,
                                    true,
                                    DecodeHintType.POSSIBLE_FORMATS,
                                    List.of(BarcodeFormat.QR_CODE)));
        }
    }

    @ParameterizedTest
    @EnumSource(PaperFormat.class)
    void the_code_can_be_read_from_paper_and_measures_30_to_40_mm(PaperFormat format) throws Exception {
        Invoice invoice = usual();
        Result code = code(print(format, Shop.SPAIN, invoice, "es-ES").pdf(), 0);
        assertThat(code.getText()).isEqualTo(qr(invoice));
        assertThat(code.getResultMetadata().toString()).contains("=M");
        ResultPoint[] finders = code.getResultPoints(); // bottom left, top left, top right: centres of the squares
        double centres = ResultPoint.distance(finders[1], finders[2]) / 200 * 25.4;
        int modules = 41; // version 6 for addresses of this length
        double side = centres / (modules - 7) * modules;
        assertThat(side).isBetween(30.0, 40.0);
        double top = finders[1].getY() / 200 * 25.4;
        assertThat(top).as("at the top of the page").isLessThan(90);
    }

    @Test
    void a_ticket_is_80_mm_wide_and_as_long_as_what_it_says() throws IOException {
        Shop few = Shop.invoice().terms(true, "0", false, "0").kind(InvoiceKind.SIMPLIFIED, "TIC-2026-001");
        few.line("Café", "2", "1.50", "0", Shop.IVA10);
        Printed brief = print(PaperFormat.TICKET, Shop.SPAIN, few.of(Shop.SPAIN), "es-ES");
        Shop many = Shop.invoice().terms(true, "0", false, "0").kind(InvoiceKind.SIMPLIFIED, "TIC-2026-002");
        for (int i = 0; i < 40; i++) {
            many.line("Bocadillo de calamares " + i, "1", "6.50", "0", Shop.IVA10);
        }
        Printed full = print(PaperFormat.TICKET, Shop.SPAIN, many.of(Shop.SPAIN), "es-ES");
        assertThat(text(brief))
                .contains("Factura simplificada", "TIC-2026-001", "2 × 1,50", "Total 3,00 €", "Impuestos incluidos")
                .contains("IVA 10 % 2,73 0,27");
        PDRectangle small = size(brief);
        PDRectangle large = size(full);
        assertThat(small.getWidth() * MILLIMETRES_PER_POINT).isBetween(79.9, 80.1);
        assertThat(small.getHeight() * MILLIMETRES_PER_POINT).isBetween(100.0, 220.0);
        assertThat((large.getHeight() - small.getHeight()) * MILLIMETRES_PER_POINT)
                .isBetween(130.0, 260.0);
        assertThat(text(full)).contains("Bocadillo de calamares 39", "Gracias por su compra");
    }

    private static PDRectangle size(Printed printed) throws IOException {
        try (PDDocument document = Loader.loadPDF(printed.pdf())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            return document.getPage(0).getCropBox();
        }
    }

    @Test
    void the_file_is_pdf_a_3_with_the_ubl_inside() throws IOException {
        Invoice invoice = usual();
        try (PDDocument document = Loader.loadPDF(
                print(PaperFormat.A4, Shop.SPAIN, invoice, "es-ES").pdf())) {
            String metadata =
                    new String(document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
            assertThat(metadata).containsPattern("part[>=\"]+3").containsPattern("conformance[>=\"]+U");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Factura FAC-2026-001");
            COSArray associated =
                    (COSArray) document.getDocumentCatalog().getCOSObject().getDictionaryObject("AF");
            COSDictionary file = (COSDictionary) associated.getObject(0);
            assertThat(file.getDictionaryObject("AFRelationship")).isEqualTo(COSName.getPDFName("Alternative"));
            PDComplexFileSpecification specification = document.getDocumentCatalog()
                    .getNames()
                    .getEmbeddedFiles()
                    .getNames()
                    .get("factura-ubl.xml");
            assertThat(new String(specification.getEmbeddedFile().toByteArray(), StandardCharsets.UTF_8))
                    .isEqualTo(Ubl.write(Shop.SPAIN, invoice));
        }
    }

    private static OrganizationLogo logo(int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(200, 30, 30));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return new OrganizationLogo("image/png", png.toByteArray(), "hash");
    }

    @Test
    void the_logo_is_printed_unless_it_would_blow_up() throws IOException {
        assertThat(reds(print(PaperFormat.A4, Shop.SPAIN, usual(), "es-ES", logo(300, 100))))
                .isGreaterThan(1000);
        assertThat(reds(print(PaperFormat.A4, Shop.SPAIN, usual(), "es-ES", logo(5000, 5000))))
                .isZero();
        OrganizationLogo webp = new OrganizationLogo("image/webp", new byte[100], "hash");
        assertThat(reds(print(PaperFormat.A4, Shop.SPAIN, usual(), "es-ES", webp)))
                .isZero();
    }

    private static long reds(Printed printed) throws IOException {
        try (PDDocument document = Loader.loadPDF(printed.pdf())) {
            BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(0, 60, ImageType.RGB);
            long found = 0;
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    Color color = new Color(picture.getRGB(x, y));
                    found += color.getRed() > 150 && color.getGreen() < 80 && color.getBlue() < 80 ? 1 : 0;
                }
            }
            return found;
        }
    }

    @Test
    void threads_of_a_server_see_none_of_our_libraries_and_print_all_the_same() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThat(text(print(PaperFormat.A4, Shop.SPAIN, usual(), "es-ES", logo(30, 10))))
                    .contains("FAC-2026-001");
        } finally {
            thread.setContextClassLoader(usual);
        }
    }
}
