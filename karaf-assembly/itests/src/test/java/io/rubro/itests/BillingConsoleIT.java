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

    /** What holds for all lines, as the screen is told and as the server is. */
    private record Terms(boolean withTax, String discount, String withheld, boolean surcharge) {

        Map<String, Object> asked() {
            return Map.of(
                    "pricesIncludeTax",
                    withTax,
                    "discountPercent",
                    discount.isEmpty() ? "0" : discount,
                    "withholdingRate",
                    withheld.isEmpty() ? "0" : withheld,
                    "surcharge",
                    surcharge);
        }

        void write(Page page) {
            turn(page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Precios con IVA")), withTax);
            box(page, "Descuento sobre el total").fill(discount.replace('.', ','));
            box(page, "Retención de IRPF").selectOption(withheld);
            turn(page.getByLabel("El cliente está en recargo de equivalencia"), surcharge);
        }

        private static void turn(Locator box, boolean on) {
            if (box.isChecked() != on) {
                box.click();
            }
        }
    }

    @Test
    void the_totals_of_the_screen_are_those_of_the_server() {
        Random random = new Random(20261120);
        Person counter = console.newOrganization("Azar y Cuentas", "ES");
        Api api = console.api(counter);
        Page page = console.desktop(counter).open("billing/invoices/new");
        page.getByText("Más opciones").click();
        button(page, "Añadir descuento").click();
        String[] rates = {"21", "10", "4", "0"};
        String[] codes = {"E1", "ISP", "IVA21TABACO", "IVA21CAJA", "N1"};
        Terms terms = new Terms(false, "", "", false);
        for (int i = 0; i < 60; i++) {
            if (i % 4 == 3) {
                terms = new Terms(
                        random.nextBoolean(),
                        random.nextBoolean() ? decimal(random, 1, 9_999, 2) : "",
                        random.nextBoolean() ? "15" : "",
                        random.nextBoolean());
                terms.write(page);
            }
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
            if (random.nextBoolean()) {
                String code = codes[random.nextInt(codes.length)];
                lines.get(0).remove("taxRate");
                lines.get(0).put("taxCode", code);
                box(page, "IVA, 1").selectOption(code);
            }
            JsonNode stored = api.post(
                            "/api/v1/billing/invoices",
                            Map.of(
                                    "customer",
                                    Map.of("name", "Azar", "taxId", "B12345674"),
                                    "terms",
                                    terms.asked(),
                                    "lines",
                                    lines))
                    .expect(201)
                    .json();
            assertThat(page.locator("[data-total]"))
                    .hasAttribute("data-total", stored.at("/total").asText());
            List<String> taxes = new ArrayList<>();
            stored.at("/taxes").forEach(group -> {
                if (group.at("/kind/treatment").asText().equals("TAXED")) {
                    taxes.add(group.at("/tax").asText());
                }
            });
            Assertions.assertThat(figures(page, "tax")).as("%s %s", terms, rows).isEqualTo(taxes);
            Map.of("base", "base", "surcharge", "surchargeTotal", "withheld", "withheld", "payable", "payable")
                    .forEach((shown, told) -> Assertions.assertThat(figures(page, shown))
                            .as("%s of %s", shown, rows)
                            .isSubsetOf(stored.at("/" + told).asText()));
            Assertions.assertThat(figures(page, "base")).hasSize(1);
            Assertions.assertThat(figures(page, "surcharge"))
                    .hasSize(new BigDecimal(stored.at("/surchargeTotal").asText()).signum());
            Assertions.assertThat(figures(page, "payable")).hasSize(terms.withheld.isEmpty() ? 0 : 1);
            api.with("If-Match", "*")
                    .delete("/api/v1/billing/invoices/" + stored.at("/id").asText());
        }
        page.evaluate("() => sessionStorage.clear()");
    }

    /** The exact amounts the totals show of a sort. */
    private static List<String> figures(Page page, String sort) {
        return page.locator("[data-" + sort + "]").all().stream()
                .map(figure -> figure.getAttribute("data-" + sort))
                .toList();
    }

    private static String decimal(Random random, int least, int most, int scale) {
        return BigDecimal.valueOf(least + random.nextInt(most - least), scale).toPlainString();
    }

    /** Chooses a deed of an issued invoice. */
    private static void act(Page page, String deed) {
        button(page, "Acciones").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(deed))
                .click();
    }

    /** Issues what is written; both buttons say the same. */
    private static void issue(Page page, String words) {
        button(page, words).click();
        page.locator("c-dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words))
                .click();
    }

    private static String issued(Api api, String taxId, String price) {
        return api.post(
                        "/api/v1/billing/invoices?issue=true",
                        Map.of(
                                "customer",
                                Map.of("name", "Bar La Plaza", "taxId", taxId),
                                "lines",
                                List.of(
                                        Map.of(
                                                "description", "Silla",
                                                "quantity", "4",
                                                "unitPrice", price,
                                                "taxRate", "21"),
                                        Map.of(
                                                "description", "Transporte",
                                                "quantity", "1",
                                                "unitPrice", "30",
                                                "taxRate", "21"))))
                .expect(201)
                .text("/id");
    }

    @Test
    void a_ticket_is_sold_with_the_tax_in_its_price_and_becomes_an_invoice() {
        Person shop = console.newOrganization("Bar Eva", "ES");
        Visit visit = console.desktop(shop);
        Page page = visit.open("billing/invoices/new");
        button(page, "Venta sin datos").click();
        page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Precios con IVA"))
                .click();
        box(page, "Descripción, 1").fill("Menú del día");
        box(page, "Precio, 1").fill("12,10");
        box(page, "IVA, 1").selectOption("IVA10");
        assertThat(page.locator("[data-kind]")).hasAttribute("data-kind", "SIMPLIFIED");
        assertThat(page.locator("[data-base]")).hasAttribute("data-base", "11.00");
        assertThat(page.locator("[data-total]")).hasAttribute("data-total", "12.10");
        visit.axe();
        issue(page, "Emitir ticket");
        Locator paper = page.getByRole(AriaRole.ARTICLE);
        assertThat(paper).containsText("Factura simplificada");
        assertThat(paper).containsText("TIC-");
        visit.axe();
        String ticket = page.url();

        act(page, "Convertir en factura");
        Locator dialog = page.locator("c-dialog");
        dialog.getByLabel("NIF").fill("A58818501");
        dialog.getByLabel("Nombre o razón social").fill("Hotel Miramar SA");
        dialog.getByLabel("Dirección").fill("Calle del Mar 1, Cádiz");
        visit.axe();
        button(page, "Continuar").click();
        assertThat(page.getByText("Sustituye al ticket")).isVisible();
        assertThat(page.locator("[data-total]")).hasAttribute("data-total", "12.10");
        issue(page, "Emitir factura");
        assertThat(paper).containsText("Sustituye al ticket TIC-");
        page.navigate(ticket);
        assertThat(page.getByText("Convertida en FAC-")).isVisible();

        // a till goes on as it was left
        visit.open("billing/invoices/new");
        assertThat(page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Precios con IVA")))
                .isChecked();
    }

    @Test
    void goods_that_come_back_are_credited_from_the_page_of_their_invoice() {
        Api api = console.api(owner);
        String id = issued(api, "A58818501", "50");
        Visit visit = console.desktop(owner).tolerating("status of 422");
        Page page = visit.open("billing/invoices/" + id);
        act(page, "Rectificar");
        box(page, "Cantidad que se devuelve: Silla").fill("5");
        box(page, "Cantidad que se devuelve: Transporte").fill("0");
        button(page, "Continuar").click();
        assertThat(page.getByText("No se puede devolver más de lo que se facturó."))
                .isVisible();
        box(page, "Cantidad que se devuelve: Silla").fill("1");
        assertThat(page.locator("[data-back]")).hasAttribute("data-back", "60.50");
        visit.axe();
        button(page, "Continuar").click();
        assertThat(box(page, "Cantidad, 1")).hasValue("-1");
        assertThat(page.locator("[data-total]")).hasAttribute("data-total", "-60.50");
        page.reload();
        visit.ready();
        assertThat(page.locator("[data-total]")).hasAttribute("data-total", "-60.50");
        visit.axe();

        // what the server refuses is said where it belongs
        box(page, "Cantidad, 1").fill("1");
        button(page, "Guardar borrador").click();
        assertThat(page.getByRole(AriaRole.ALERT).getByText("resta")).isVisible();
        box(page, "Cantidad, 1").fill("-1");
        issue(page, "Emitir rectificativa");
        Locator paper = page.getByRole(AriaRole.ARTICLE);
        assertThat(paper).containsText("Factura rectificativa");
        assertThat(paper).containsText("Rectifica por diferencias la factura FAC-");
        assertThat(page.getByText("Compensada")).isVisible();
        visit.axe();

        visit.open("billing/invoices/" + id);
        assertThat(page.getByText("Rectificada por REC-")).isVisible();
        assertThat(page.getByText("217,80 €").first()).isVisible();
        act(page, "Rectificar");
        assertThat(page.getByText("Ya está rectificada por REC-")).isVisible();
        visit.open("billing/invoices?f.kind=credit_note");
        assertThat(page.getByText("REC-").first()).isVisible();
        visit.fitsTheWidth();
    }

    @Test
    void a_wrong_invoice_is_substituted_as_a_whole() {
        Api api = console.api(owner);
        String id = issued(api, "A58818501", "70");
        Page page = console.desktop(owner).open("billing/invoices/" + id);
        act(page, "Rectificar");
        page.getByLabel("Sustituirla entera").check();
        button(page, "Continuar").click();
        assertThat(box(page, "Cantidad, 1")).hasValue("4");
        box(page, "Precio, 1").fill("60");
        issue(page, "Emitir rectificativa");
        Locator paper = page.getByRole(AriaRole.ARTICLE);
        assertThat(paper).containsText("Sustituye por completo a la factura FAC-");
        assertThat(paper).containsText("Importes que sustituye: base 310,00");
        assertThat(paper).containsText("326,70");
    }

    @Test
    void what_was_issued_by_mistake_is_cancelled_and_no_more() {
        Api api = console.api(owner);
        String id = issued(api, "A58818501", "10");
        Visit visit = console.desktop(owner);
        Page page = visit.open("billing/invoices/" + id);
        act(page, "Anular");
        page.locator("c-dialog").getByLabel("Motivo").fill("Duplicada por error");
        visit.axe();
        button(page, "Anular definitivamente").click();
        assertThat(page.getByText("Esta factura está anulada")).isVisible();
        assertThat(page.getByRole(AriaRole.ARTICLE)).containsText("Anulada");
        visit.axe();
        Assertions.assertThat(
                        api.get("/api/v1/billing/invoices/" + id).expect(200).text("/status"))
                .isEqualTo("CANCELLED");
        button(page, "Acciones").click();
        assertThat(page.getByRole(AriaRole.MENUITEM)).hasText(new String[] {"Duplicar"});
    }

    @Test
    void a_business_in_the_canary_islands_adds_its_tax_and_is_offered_it_first() {
        Person island = console.newOrganization("Papas Arrugadas", "ES");
        Visit visit = console.desktop(island).tolerating("status of 409");
        Page page = visit.open("settings/billing.taxes");
        button(page, "Añadir impuesto").click();
        Locator form = page.locator("c-dialog");
        form.getByLabel("Tipo").fill("7");
        form.getByLabel("Nombre").fill("IGIC general");
        form.getByLabel("Código").fill("iva21");
        button(page, "Añadir").click();
        assertThat(page.locator("c-dialog")
                        .getByText("Ya hay un impuesto IVA21.")
                        .first())
                .isVisible();
        form.getByLabel("Código").fill("igic7");
        button(page, "Añadir").click();
        assertThat(page.getByText("IGIC general")).isVisible();
        visit.axe().fitsTheWidth();

        visit.open("billing/invoices/new");
        assertThat(box(page, "IVA, 1")).hasValue("IGIC7");
        box(page, "Descripción, 1").fill("Papas");
        box(page, "Precio, 1").fill("100");
        assertThat(page.locator("[data-total]")).hasAttribute("data-total", "107.00");
        page.evaluate("() => sessionStorage.clear()");

        visit.open("settings/billing.taxes");
        button(page, "Quitar IGIC general").click();
        button(page, "Quitar").click();
        assertThat(page.getByText("IGIC general")).hasCount(0);
    }

    @Test
    void what_is_for_spain_is_not_shown_in_argentina() {
        Person kiosk = console.newOrganization("Kiosco Norte", "AR");
        Visit visit = console.desktop(kiosk);
        Page page = visit.open("billing/invoices/new");
        page.getByText("Más opciones").click();
        assertThat(box(page, "Fecha de la operación").first()).isVisible();
        assertThat(page.getByText("recargo de equivalencia")).hasCount(0);
        assertThat(page.getByText("VERI*FACTU")).hasCount(0);
        Assertions.assertThat(console.api(kiosk)
                        .get("/api/v1/console/modules")
                        .expect(200)
                        .json()
                        .toString())
                .contains("billing")
                .doesNotContain("Registros VERI*FACTU");
        Assertions.assertThat(console.api(owner)
                        .get("/api/v1/console/modules")
                        .expect(200)
                        .json()
                        .toString())
                .contains("Registros VERI*FACTU");
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
}
