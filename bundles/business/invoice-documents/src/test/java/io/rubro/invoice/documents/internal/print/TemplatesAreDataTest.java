package io.rubro.invoice.documents.internal.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.billing.Invoice;
import io.rubro.invoice.documents.internal.print.Printer.Order;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an administrator may type into a template, and what not. */
class TemplatesAreDataTest {

    private static final Invoice INVOICE = Shop.invoice()
            .line("Mesa", "1", "100", "0", Shop.IVA21)
            .notes("<b>{{total}}</b> & url(http://example.org)")
            .of(Shop.SPAIN);
    private static final String QR =
            "<object type=\"app/qr\" data=\"{{qr.url}}\" style=\"width:%s;height:%s\"></object>";

    private static Order order(String template) {
        return new Order(
                PaperFormat.A4,
                template,
                Shop.SPAIN,
                INVOICE,
                Wording.in(Locale.forLanguageTag("es-ES"), "ES"),
                null,
                null);
    }

    private static String page(String body) {
        return "<html>\n<head><title>x</title></head>\n<body>\n" + body + "\n</body>\n</html>";
    }

    @ParameterizedTest
    @EnumSource(PaperFormat.class)
    void the_built_in_templates_show_all_the_law_wants(PaperFormat format) {
        Wording wording = Wording.in(Locale.forLanguageTag("es-ES"), "ES");
        Printer.check(new Order(
                format,
                BuiltInTemplates.of(format),
                Shop.SPAIN,
                SampleInvoice.of(Shop.SPAIN, wording),
                wording,
                null,
                null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<script>alert(1)</script> | element | script",
                "<iframe src='http://example.org'></iframe> | element | iframe",
                "<svg></svg> | element | svg",
                "<object type='image/png' data='file:///etc/passwd'></object> | element | object",
                "<link rel='stylesheet' href='http://example.org/x.css'/> | element | link",
                "<a href='file:///etc/passwd'>x</a> | element | a",
                "<img src='http://example.org/x.png'/> | address | http://example.org/x.png",
                "<img src='file:///etc/passwd'/> | address | file:///etc/passwd",
                "<img src='data:text/html;base64,AAAA'/> | address | data:text/html;base64,AAAA",
                "<img src='data:image/svg+xml;base64,AAAA'/> | address | data:image/svg+xml;base64,AAAA",
                "<img src='data:image/png;base64,AAAA'/> | picture | ''",
                "<p onclick='x()'>x</p> | attribute | onclick",
                "<p style='background: URL(http://example.org/x)'>x</p> | style | URL(",
                "<style>@import 'http://example.org/x.css';</style> | style | @import",
                "<style>p { background: u\\72l(file:///etc/passwd) }</style> | style | \\",
                "<style>@font-face { font-family: x }</style> | style | @font-face",
                "{{{notes}}} | tag | {{{",
                "{{&notes}} | tag | {{&",
                "{{> /etc/passwd}} | tag | {{>",
                "{{=<% %>=}} | tag | {{=",
                "{{nothing}} | unknown | nothing",
                "{{number.getClass}} | unknown | number.getClass",
                "{{lines.class}} | unknown | lines.class",
                "{{#nothing}}x{{/nothing}} | unknown | nothing",
                "<?php echo 1 ?> | element | <?php",
            })
    void hostile_templates_are_refused_and_the_line_is_named(String body, String fault, String detail) {
        assertThatThrownBy(() -> Printer.print(order(page("<p>fine</p>\n" + body))))
                .isInstanceOfSatisfying(TemplateFault.class, refused -> {
                    assertThat(refused.code()).isEqualTo("invoice-documents.template." + fault);
                    assertThat(refused.line()).isEqualTo(5);
                    assertThat(refused.args().get("detail").toString()).isEqualToIgnoringCase(detail);
                });
    }

    @ParameterizedTest
    @CsvSource({"<p>{{#lines}}</p>,syntax", "<p>{{/lines}}</p>,syntax", "<p>x,markup", "<p>&nbsp;</p>,markup"})
    void mistakes_are_named(String body, String fault) {
        assertThatThrownBy(() -> Printer.print(order(page(body))))
                .isInstanceOfSatisfying(TemplateFault.class, refused -> {
                    assertThat(refused.code()).isEqualTo("invoice-documents.template." + fault);
                    assertThat(refused.line()).isGreaterThan(3);
                });
    }

    @Test
    void a_fault_behind_a_loop_names_the_line_of_the_template() {
        assertThatThrownBy(() -> Printer.print(order(page("{{#taxes}}<p>\n{{name}}\n</p>{{/taxes}}\n\n<video/>"))))
                .isInstanceOfSatisfying(TemplateFault.class, refused -> assertThat(refused.line())
                        .isEqualTo(8));
    }

    @Test
    void a_document_type_cannot_name_entities() {
        String bomb = "<!DOCTYPE html [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + page("&a;");
        assertThatThrownBy(() -> Printer.print(order(bomb)))
                .isInstanceOfSatisfying(TemplateFault.class, refused -> assertThat(refused.code())
                        .isEqualTo("invoice-documents.template.markup"));
    }

    @Test
    void a_template_that_would_never_end_is_stopped() {
        String open = "{{#lines}}{{#lines}}{{#lines}}{{#lines}}{{#lines}}{{#lines}}";
        String close = "{{/lines}}{{/lines}}{{/lines}}{{/lines}}{{/lines}}{{/lines}}";
        Shop many = Shop.invoice();
        for (int i = 0; i < 60; i++) {
            many.line("x", "1", "1", "0", Shop.IVA21);
        }
        Order order = new Order(
                PaperFormat.A4,
                page(open + "<p>{{description}}</p>" + close),
                Shop.SPAIN,
                many.of(Shop.SPAIN),
                Wording.in(Locale.ENGLISH, "ES"),
                null,
                null);
        assertThatThrownBy(() -> Printer.print(order))
                .isInstanceOfSatisfying(TemplateFault.class, refused -> assertThat(refused.code())
                        .isEqualTo("invoice-documents.template.endless"));
        assertThatThrownBy(() -> Printer.print(order("x".repeat(TemplateEngine.LONGEST + 1))))
                .isInstanceOfSatisfying(TemplateFault.class, refused -> assertThat(refused.code())
                        .isEqualTo("invoice-documents.template.too-long"));
    }

    @Test
    void a_picture_that_blows_up_is_refused() throws IOException {
        BufferedImage huge = new BufferedImage(6000, 6000, BufferedImage.TYPE_BYTE_BINARY);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(huge, "png", png);
        String address = "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
        assertThat(address.length()).as("small enough to be typed").isLessThan(TemplateEngine.LONGEST);
        assertThatThrownBy(() -> Printer.print(order(page("<img src=\"" + address + "\"/>"))))
                .isInstanceOfSatisfying(TemplateFault.class, refused -> assertThat(refused.code())
                        .isEqualTo("invoice-documents.template.picture"));
    }

    @Test
    void what_people_typed_into_an_invoice_stays_text() {
        String html = TemplateEngine.fill(
                        page("<p>{{notes}}</p>"),
                        PrintModel.of(Shop.SPAIN, INVOICE, Wording.in(Locale.ENGLISH, "ES"), ""))
                .html();
        assertThat(html).contains("&lt;b&gt;{{total}}&lt;/b&gt; &amp; url(");
        assertThat(Printer.print(order(page("<p>{{notes}}</p>"))).pages()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"34mm,,", "29mm,qr-size,29", "41mm,qr-size,41"})
    void the_tax_code_must_be_as_large_as_the_law_wants(String size, String fault, String detail) {
        Order order = order(page(QR.formatted(size, size)));
        if (fault == null) {
            Printer.check(order);
            return;
        }
        assertThatThrownBy(() -> Printer.check(order)).isInstanceOfSatisfying(TemplateFault.class, refused -> {
            assertThat(refused.code()).isEqualTo("invoice-documents.template." + fault);
            assertThat(refused.args()).containsEntry("detail", detail);
        });
    }

    @Test
    void the_tax_code_must_be_there_and_on_the_first_page() {
        String later = "<div style=\"page-break-before: always\">" + QR.formatted("34mm", "34mm") + "</div>";
        for (String body : new String[] {"<p>{{total}}</p>", "<p>{{total}}</p>" + later}) {
            assertThatThrownBy(() -> Printer.check(order(page(body))))
                    .isInstanceOfSatisfying(TemplateFault.class, refused -> assertThat(refused.code())
                            .isEqualTo("invoice-documents.template.no-qr"));
        }
    }
}
