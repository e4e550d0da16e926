package io.rubro.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Writing, issuing and collecting invoices in a browser. */
class BillingConsoleIT {

    @RegisterExtension
    static final Console console = Console.shared();

    /** Rows as a spreadsheet puts them on the clipboard. */
    private static final String PASTE =
            """
            (box, rows) => {
              const data = new DataTransfer();
              data.setData('text/plain', rows);
              box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true, composed: true }));
            }""";

    private static Person owner;
    private static Person viewer;

    @BeforeAll
    static void open() {
        owner = console.newOrganization("Peluquería Eva", "ES");
        viewer = Person.of("Vera Ojo", "vera@example.com");
        Api api = console.api(owner);
        api.post(
                        "/api/v1/security/users",
                        Map.of(
                                "email", viewer.email(),
                                "name", viewer.name(),
                                "password", viewer.password(),
                                "role", "viewer"))
                .expect(201);
        api.post(
                        "/api/v1/billing/items",
                        Map.of(
                                "code", "COR-1",
                                "name", "Corte de pelo",
                                "kind", "SERVICE",
                                "unitPrice", "18.50",
                                "taxRate", "21"))
                .expect(201);
        api.post(
                        "/api/v1/crm/contacts",
                        Map.of(
                                "kind", "COMPANY",
                                "status", "ACTIVE",
                                "name", "Hotel Miramar SA",
                                "taxId", "A58818501"))
                .expect(201);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator box(Page page, String name) {
        return page.getByLabel(name, new Page.GetByLabelOptions().setExact(true));
    }

    /** Writes the customer's data by hand. */
    private static void customer(Page page, String name, String taxId) {
        button(page, "Escribir los datos").click();
        page.getByLabel("Nombre o razón social").fill(name);
        page.getByLabel("NIF").fill(taxId);
    }

    @Test
    void an_invoice_is_written_corrected_issued_and_collected() {
        Visit visit = console.desktop(owner).tolerating("status of 422");
        Page page = visit.open("billing/invoices/new");
        customer(page, "Bar La Plaza", "B12345678");
        box(page, "Descripción, 1").fill("cort");
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("Corte de pelo")))
                .waitFor();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(box(page, "Cantidad, 1")).isFocused();
        assertThat(box(page, "Precio, 1")).hasValue("18,50");
        page.keyboard().type("2*3");
        page.keyboard().press("Enter");
        assertThat(box(page, "Descripción, 2")).isFocused();
        page.keyboard().type("Champú");
        box(page, "Precio, 2").fill("9,95");
        box(page, "IVA, 2").selectOption("IVA10");
        assertThat(page.locator("[data-total]")).hasAttribute("data-total", "145.26");
        visit.axe();

        button(page, "Guardar borrador").click();
        assertThat(page.getByLabel("NIF")).hasAttribute("aria-invalid", "true");
        assertThat(page.getByLabel("Nombre o razón social")).hasValue("Bar La Plaza");

        page.getByLabel("NIF").fill("B12345674");
        button(page, "Guardar borrador").click();
        page.waitForURL(Pattern.compile(".*/billing/invoices/[0-9A-Z]{13}$"));
        visit.ready();
        assertThat(box(page, "Cantidad, 1")).hasValue("6");

        button(page, "Emitir factura").click();
        Locator sure = page.locator("c-dialog");
        assertThat(sure).containsText("145,26");
        sure.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Emitir factura"))
                .click();
        Locator paper = page.getByRole(AriaRole.ARTICLE);
        assertThat(paper).containsText("Bar La Plaza");
        assertThat(paper).containsText("VERI*FACTU");
        assertThat(page.getByAltText(Pattern.compile("Código QR.*"))).isVisible();
        assertThat(page.getByText("Eslabón de la cadena")).isVisible();
        visit.axe();

        button(page, "Registrar cobro").click();
        Locator payment = page.locator("c-dialog");
        assertThat(payment.getByLabel("Importe cobrado")).hasValue("145,26");
        payment.getByLabel("Importe cobrado").fill("45,26");
        payment.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Registrar").setExact(true))
                .click();
        assertThat(page.getByText("Cobrada en parte")).isVisible();
        assertThat(page.getByText("100,00 €", new Page.GetByTextOptions().setExact(true)))
                .isVisible();

        visit.open("fiscal-verifactu/records");
        button(page, "Comprobar la cadena").click();
        assertThat(page.getByText("La cadena está íntegra.")).isVisible();
        visit.axe();
    }

    @Test
    void a_customer_is_found_among_the_contacts_and_the_list_finds_the_invoice() {
        Visit visit = console.desktop(owner);
        Page page = visit.open("billing/invoices/new");
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Nombre, NIF o correo"))
                .fill("miram");
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("Hotel Miramar SA")))
                .click();
        assertThat(page.getByText("A58818501")).isVisible();
        box(page, "Descripción, 1").fill("Peinado de boda");
        box(page, "Precio, 1").fill("60");
        button(page, "Guardar borrador").click();
        page.waitForURL(Pattern.compile(".*/billing/invoices/[0-9A-Z]{13}$"));

        visit.open("billing/invoices?q=miramar");
        assertThat(page.getByText("Hotel Miramar SA")).isVisible();
        assertThat(page.getByText("Borrador", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        visit.axe().fitsTheWidth();
    }

    @Test
    void what_was_typed_survives_a_crash() {
        Visit visit = console.desktop(owner);
        Page page = visit.open("billing/invoices/new");
        box(page, "Descripción, 1").fill("Casi perdida");
        page.waitForFunction("() => sessionStorage.getItem('billing.draft.new')?.includes('Casi perdida')");
        page.onDialog(dialog -> dialog.accept());
        page.reload();
        visit.ready();
        button(page, "Recuperarla").click();
        assertThat(box(page, "Descripción, 1")).hasValue("Casi perdida");
        page.evaluate("() => sessionStorage.clear()");
    }

    @Test
    void the_totals_of_the_screen_are_those_of_the_server() {
        Random random = new Random(20261120);
        Api api = console.api(owner);
        Page page = console.desktop(owner).open("billing/invoices/new");
        String[] rates = {"21", "10", "4", "0"};
        for (int i = 0; i < 60; i++) {
            List<Map<String, String>> lines = new ArrayList<>();
            StringBuilder rows = new StringBuilder();
            for (int line = 0; line < 6; line++) {
                Map<String, String> each = new HashMap<>();
                each.put("description", "Línea " + line);
                each.put("quantity", decimal(random, 1, 99_999, random.nextInt(4)));
                each.put("unitPrice", decimal(random, 1, 999_999, random.nextInt(7)));
                each.put("discountPercent", decimal(random, 0, 9_999, 2));
                each.put("taxRate", rates[random.nextInt(rates.length)]);
                lines.add(each);
                rows.append(String.join(
                                "\t",
                                each.get("description"),
                                each.get("quantity").replace('.', ','),
                                each.get("unitPrice").replace('.', ','),
                                each.get("discountPercent").replace('.', ','),
                                each.get("taxRate")))
                        .append('\n');
            }
            box(page, "Descripción, 1").evaluate(PASTE, rows.toString());
            JsonNode stored = api.post(
                            "/api/v1/billing/invoices",
                            Map.of("customer", Map.of("name", "Azar", "taxId", "B12345674"), "lines", lines))
                    .expect(201)
                    .json();
            assertThat(page.locator("[data-total]"))
                    .hasAttribute("data-total", stored.at("/total").asText());
            String[] shown = page.locator("dl.totals dd").allInnerTexts().toArray(String[]::new);
            Assertions.assertThat(shown)
                    .as(rows.toString())
                    .hasSize(stored.at("/taxes").size() + 2);
            Assertions.assertThat(figure(shown[0]))
                    .isEqualByComparingTo(stored.at("/base").asText());
            for (int group = 0; group < stored.at("/taxes").size(); group++) {
                Assertions.assertThat(figure(shown[group + 1]))
                        .isEqualByComparingTo(
                                stored.at("/taxes/" + group + "/tax").asText());
            }
            api.with("If-Match", "*")
                    .delete("/api/v1/billing/invoices/" + stored.at("/id").asText());
        }
        page.evaluate("() => sessionStorage.clear()");
    }

    private static String decimal(Random random, int least, int most, int scale) {
        return BigDecimal.valueOf(least + random.nextInt(most - least), scale).toPlainString();
    }

    private static BigDecimal figure(String shown) {
        return new BigDecimal(shown.replaceAll("[^\\d,-]", "").replace(',', '.'));
    }

    @Test
    void who_may_only_look_is_shown_no_buttons_and_refused_by_the_server() {
        Visit visit = console.desktop(viewer);
        Page page = visit.open("billing/invoices");
        assertThat(page.getByText("Nueva factura")).hasCount(0);
        visit.open("billing/items");
        assertThat(page.getByText("Corte de pelo")).isVisible();
        assertThat(page.getByText("Nuevo artículo")).hasCount(0);

        Api api = console.api(viewer);
        api.post("/api/v1/billing/invoices", Api.invoice("x", "x@example.com", "1"))
                .expect(403);
        api.post("/api/v1/billing/items", Map.of("code", "X", "name", "X", "unitPrice", "1", "taxRate", "21"))
                .expect(403);
        api.get("/api/v1/billing/figures").expect(200);
    }

    @Test
    void the_price_list_says_at_its_field_that_a_code_is_taken() {
        Visit visit = console.desktop(owner).tolerating("status of 409");
        Page page = visit.open("billing/items");
        button(page, "Nuevo artículo").click();
        Locator form = page.locator("c-dialog");
        form.getByLabel("Nombre").fill("Tinte");
        form.getByLabel("Código").fill("cor-1");
        form.getByLabel("Precio sin IVA").fill("35");
        button(page, "Guardar").click();
        assertThat(form.getByText("ya es de «Corte de pelo»").first()).isVisible();
        form.getByLabel("Código").fill("TIN-1");
        button(page, "Guardar").click();
        assertThat(page.getByText("TIN-1")).isVisible();
        visit.axe();
    }

    @Test
    void an_invoice_is_written_on_the_phone() {
        Visit visit = console.phone(owner);
        Page page = visit.open("billing/invoices/new");
        customer(page, "Clienta de paso", "");
        box(page, "Descripción, 1").fill("Corte");
        box(page, "Precio, 1").fill("20");
        visit.axe().fitsTheWidth();
        button(page, "Guardar borrador").click();
        page.waitForURL(Pattern.compile(".*/billing/invoices/[0-9A-Z]{13}$"));
        visit.open("billing/invoices");
        assertThat(page.getByText("Clienta de paso")).isVisible();
        visit.axe().fitsTheWidth();
    }

    @Test
    void every_page_is_accessible_in_the_dark_too() {
        Visit visit = console.visit(Look.DESKTOP.inDark(), console.data().ana());
        String issued = console.api(console.data().ana())
                .get("/api/v1/billing/invoices?status=issued&limit=1")
                .expect(200)
                .text("/items/0/id");
        for (String path : List.of(
                "",
                "billing/invoices",
                "billing/invoices/new",
                "billing/invoices/" + issued,
                "billing/items",
                "fiscal-verifactu/records")) {
            visit.open(path);
            visit.axe().fitsTheWidth();
        }
    }
}
