package io.rubro.invoice.documents.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.Invoices;
import io.rubro.invoice.documents.internal.print.BuiltInTemplates;
import io.rubro.invoice.documents.internal.print.PaperFormat;
import io.rubro.invoice.documents.internal.print.Shop;
import io.rubro.invoice.documents.internal.print.TemplateFault;
import io.rubro.invoice.documents.internal.service.InvoiceDocuments;
import io.rubro.invoice.documents.internal.service.Templates;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.tenancy.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.core.Response;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The resources with the real templates on a real database; only the invoices are given. */
class ResourcesTest {

    private static final Id ID = new Id(1234567);
    private static final String PAGE = "<html><head><title>x</title></head><body><p>Propia {{number}}</p>"
            + "<object type=\"app/qr\" data=\"{{qr.url}}\" style=\"width:34mm;height:34mm\"></object></body></html>";

    private TestPlatform platform;
    private Organization issuer = Shop.SPAIN;
    private Invoice invoice =
            Shop.invoice().line("Mesa", "1", "100", "0", Shop.IVA21).of(Shop.SPAIN);
    private DocumentResource documents;
    private TemplateResource templates;

    @BeforeEach
    void start() {
        platform = TestDatabase.DERBY.start();
        platform.migrate("invoice-documents", "db/changelog.xml");
        Templates stored = new Templates(
                platform.transactions(),
                platform.sql(),
                (action, type, id, details) -> {},
                new RecordedLive(),
                platform.schema("invoice-documents"));
        Organizations organizations = new Organizations() {
            @Override
            public Organization current() {
                return issuer;
            }

            @Override
            public List<Id> all() {
                return List.of(issuer.id());
            }
        };
        InvoiceDocuments service = new InvoiceDocuments(invoices(), organizations, Optional::empty, stored);
        documents = new DocumentResource(service);
        templates = new TemplateResource(stored, service);
    }

    /** Knows one invoice. */
    private Invoices invoices() {
        return (Invoices) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Invoices.class}, (proxy, method, args) -> {
                    if (method.getName().equals("get")) {
                        return invoice;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private <T> T inside(Callable<T> work) {
        return Tenant.call(issuer.id(), work);
    }

    private static String text(Response answer) throws IOException {
        try (PDDocument document = Loader.loadPDF((byte[]) answer.getEntity())) {
            return new PDFTextStripper().getText(document).replace('\u00a0', ' ');
        }
    }

    @Test
    void a_pdf_has_a_name_and_a_tag_that_says_when_it_is_the_same() throws IOException {
        Response first = inside(() -> documents.pdf(ID, "a4", null, null));
        assertThat(first.getHeaderString("Content-Disposition")).isEqualTo("inline; filename=\"FAC-2026-001.pdf\"");
        assertThat(first.getHeaderString("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(text(first)).contains("FAC-2026-001", "121,00 €");
        String tag = first.getEntityTag().getValue();
        assertThat(inside(() -> documents.pdf(ID, "a4", null, "\"" + tag + "\""))
                        .getStatus())
                .isEqualTo(304);
        Response english = inside(() -> documents.pdf(ID, "A4", "en", "\"" + tag + "\""));
        assertThat(english.getStatus()).isEqualTo(200);
        assertThat(text(english)).contains("Invoice", "€121.00");
        Response ticket = inside(() -> documents.pdf(ID, "ticket", null, "\"" + tag + "\""));
        assertThat(ticket.getHeaderString("Content-Disposition")).contains("FAC-2026-001-ticket.pdf");
        inside(() -> templates.put("invoice", new IfMatch(0), new TemplateRequest(PAGE, null)));
        Response own = inside(() -> documents.pdf(ID, "a4", null, "\"" + tag + "\""));
        assertThat(own.getStatus()).isEqualTo(200);
        assertThat(text(own)).contains("Propia FAC-2026-001");
    }

    @Test
    void a_page_can_be_seen_as_a_picture() {
        byte[] png = (byte[])
                inside(() -> documents.picture(ID, "a4", null, 1, null)).getEntity();
        assertThat(png).startsWith((byte) 0x89, 'P', 'N', 'G');
        refused(404, "invoice-documents.no-page", () -> documents.picture(ID, "a4", null, 2, null));
    }

    @Test
    void the_same_invoice_is_there_for_programs() {
        Response ubl = inside(() -> documents.ubl(ID, null));
        assertThat(ubl.getHeaderString("Content-Disposition")).contains("FAC-2026-001-ubl.xml");
        assertThat(new String((byte[]) ubl.getEntity(), StandardCharsets.UTF_8)).contains("urn:cen.eu:en16931:2017");
        Response facturae = inside(() -> documents.facturae(ID, null));
        assertThat(new String((byte[]) facturae.getEntity(), StandardCharsets.UTF_8))
                .contains("<InvoiceTotal>121.00<");
        String tag = "\"" + facturae.getEntityTag().getValue() + "\"";
        assertThat(inside(() -> documents.facturae(ID, tag)).getStatus()).isEqualTo(304);
    }

    @Test
    void drafts_and_other_countries_are_refused_where_they_make_no_sense() {
        invoice = Shop.invoice()
                .line("Mesa", "1", "100", "0", Shop.IVA21)
                .status(InvoiceStatus.DRAFT)
                .of(Shop.SPAIN);
        assertThat(inside(() -> documents.pdf(ID, "a4", null, null)).getStatus())
                .isEqualTo(200);
        refused(409, "invoice-documents.draft", () -> documents.ubl(ID, null));
        refused(409, "invoice-documents.draft", () -> documents.facturae(ID, null));
        issuer = Shop.ARGENTINA;
        refused(409, "invoice-documents.facturae.country", () -> documents.facturae(ID, null));
        refused(422, "rest.invalid", () -> documents.pdf(ID, "a5", null, null));
        refused(422, "rest.invalid", () -> documents.pdf(ID, "a4", "fr", null));
    }

    @Test
    void a_template_is_tried_before_it_is_kept_and_refused_with_its_line() {
        TemplateRequest good = new TemplateRequest(PAGE, true);
        TemplateRequest bad = new TemplateRequest("<html>\n<script/>\n</html>", true);
        assertThat((byte[])
                        inside(() -> templates.preview("invoice", null, good)).getEntity())
                .startsWith('%', 'P', 'D', 'F');
        assertThat((byte[])
                        inside(() -> templates.picture("ticket", "en", good)).getEntity())
                .startsWith((byte) 0x89, 'P', 'N', 'G');
        for (Callable<?> attempt : List.<Callable<?>>of(
                () -> templates.preview("invoice", null, bad), () -> templates.put("invoice", new IfMatch(0), bad))) {
            assertThatThrownBy(() -> inside(attempt)).isInstanceOfSatisfying(ProblemException.class, problem -> {
                assertThat(problem.status()).isEqualTo(422);
                assertThat(problem.errors().get(0).field()).isEqualTo("html");
                assertThat(problem.errors().get(0).args()).containsEntry("line", 2);
            });
        }
        refused(404, "invoice-documents.template.not-found", () -> templates.get("poster"));
        TemplateRequest hidden = new TemplateRequest("<html><body>{{total}}</body></html>", true);
        assertThatThrownBy(() -> inside(() -> templates.put("invoice", new IfMatch(0), hidden)))
                .hasMessageContaining("no-qr");
        assertThat(inside(() -> templates.get("invoice")).html()).isEqualTo(BuiltInTemplates.of(PaperFormat.A4));
    }

    private void refused(int status, String code, Callable<?> call) {
        assertThatThrownBy(() -> inside(call)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(status);
            assertThat(problem.code()).isEqualTo(code);
        });
    }

    @Test
    void every_method_asks_for_a_permission() {
        assertThat(Stream.of(DocumentResource.class, TemplateResource.class)
                        .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                        .filter(method -> Arrays.stream(method.getAnnotations())
                                .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class))))
                .hasSize(10)
                .allMatch(method -> method.isAnnotationPresent(RequiresPermission.class));
    }

    @Test
    void every_fault_has_its_words_in_both_languages() throws IOException {
        for (String file : List.of("/i18n/messages.properties", "/i18n/messages_en.properties")) {
            Properties texts = new Properties();
            try (InputStream in = getClass().getResourceAsStream(file)) {
                texts.load(in);
            }
            for (String code : List.of(
                    "too-long",
                    "syntax",
                    "unknown",
                    "tag",
                    "partial",
                    "endless",
                    "too-deep",
                    "markup",
                    "element",
                    "attribute",
                    "address",
                    "picture",
                    "style",
                    "qr-text",
                    "page",
                    "no-qr",
                    "qr-size")) {
                TemplateFault fault = new TemplateFault("invoice-documents.template." + code, 1, "");
                assertThat(texts).containsKey(fault.code());
            }
            assertThat(texts.stringPropertyNames().stream().filter(key -> key.contains(".lacking.")))
                    .hasSize(7);
        }
    }
}
