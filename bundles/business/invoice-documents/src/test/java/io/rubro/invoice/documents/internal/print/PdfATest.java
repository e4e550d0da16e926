package io.rubro.invoice.documents.internal.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceStatus;
import io.rubro.invoice.documents.internal.einvoice.Ubl;
import io.rubro.invoice.documents.internal.print.Printer.Order;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** What veraPDF says of the files. */
class PdfATest {

    @ParameterizedTest
    @EnumSource(PaperFormat.class)
    void files_are_pdf_a_3u(PaperFormat format) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        Invoice invoice = Shop.invoice()
                .line("Reparación — «con» acentos, 5 €", "2.5", "1041.333", "0", Shop.IVA21)
                .status(InvoiceStatus.CANCELLED)
                .of(Shop.SPAIN);
        Attachment ubl = new Attachment(
                "factura-ubl.xml",
                "UBL 2.1",
                Ubl.write(Shop.SPAIN, invoice).getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-11-20T11:00:00Z"));
        byte[] pdf = Printer.print(new Order(
                        format,
                        BuiltInTemplates.of(format),
                        Shop.SPAIN,
                        invoice,
                        Wording.in(Locale.forLanguageTag("es-ES"), "ES"),
                        null,
                        ubl))
                .pdf();
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_3_U);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_3_U, false)) {
            ValidationResult result = validator.validate(parser);
            assertThat(result.getTestAssertions())
                    .as("what is not as it should be")
                    .isEmpty();
            assertThat(result.isCompliant()).isTrue();
        }
    }
}
