package io.rubro.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of a customer with its recommendations, as those who work with it go through it. */
class CustomerFileIT {

    @RegisterExtension
    static final Console console = Console.shared();

    private static final String CONTACTS = "/api/v1/crm/contacts";
    private static final String ALERT = "ALERTA: en riesgo de impago (45 días sin pagar)";

    /** A shop with a customer who should have paid 45 days ago. */
    private static String late(Api api) {
        String contact = api.post(
                        CONTACTS,
                        Map.of(
                                "kind", "COMPANY",
                                "roles", List.of("CUSTOMER"),
                                "status", "ACTIVE",
                                "name", "Empresa XYZ S.L.",
                                "taxId", "B12345674",
                                "phone", "+34 91 123 45 67",
                                "email", "contacto@xyz.com"))
                .expect(201)
                .text("/id");
        LocalDate today = LocalDate.now();
        Map<String, Object> invoice = new HashMap<>(Map.of(
                "customer", Map.of("contactId", contact),
                "lines",
                        List.of(Map.of(
                                "description", "Servicios", "quantity", "1", "unitPrice", "1000", "taxRate", "21")),
                "issueDate", today.minusDays(60).toString(),
                "dueDate", today.minusDays(45).toString()));
        api.post("/api/v1/billing/invoices?issue=true", invoice).expect(201);
        Eventually.check(() -> assertThat(
                        api.get(CONTACTS + "/" + contact + "/recommendations").body())
                .contains(ALERT));
        return contact;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void the_alert_about_a_late_customer_becomes_a_call_with_one_click() {
        Person owner = console.newOrganization("Imprenta Norte", "ES");
        Api api = console.api(owner);
        String contact = late(api);
        Visit visit = console.desktop(owner);
        Page page = visit.open("crm/contacts/" + contact);
        assertThat(page.getByText(ALERT)).isVisible();
        assertThat(page.getByText(Pattern.compile("Debe 1\\.210")).first()).isVisible();
        assertThat(heading(page, "Salud del cliente")).isVisible();
        button(page, "¿Por qué? Riesgo de impago").click();
        assertThat(page.locator(".because li").first()).isVisible();

        button(page, "Planificar llamada: " + ALERT).click();
        assertThat(heading(page, "Por hacer")).isVisible();
        assertThat(button(page, "Marcar «" + ALERT + "» como hecho")).isVisible();
        assertThat(button(page, "Planificar llamada: " + ALERT)).hasCount(0);
        assertThat(page.locator("c-timeline").getByText(ALERT, new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(api.get(CONTACTS + "/" + contact + "/recommendations").body())
                .doesNotContain("crm.overdue");
        button(page, "Marcar «" + ALERT + "» como hecho").click();
        assertThat(heading(page, "Por hacer")).isHidden();
    }

    @Test
    void a_recommendation_is_put_off_and_dismissed_for_the_whole_team() {
        Person owner = console.newOrganization("Talleres Sur", "ES");
        Api api = console.api(owner);
        String contact = late(api);
        Eventually.check(() -> assertThat(
                        api.get("/api/v1/crm/recommendations?priority=ALERT").body())
                .contains(ALERT));
        Visit visit = console.desktop(owner);
        Page page = visit.open("crm/recommendations");
        assertThat(page.getByText(ALERT)).isVisible();
        button(page, "Qué hacer con «" + ALERT + "»").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Aplazar 7 días"))
                .click();
        assertThat(page.getByText(ALERT)).hasCount(0);
        assertThat(api.get(CONTACTS + "/" + contact + "/recommendations").body())
                .doesNotContain("crm.overdue");
        visit.open("");
        assertThat(page.getByText(ALERT)).hasCount(0);
    }

    @Test
    void on_a_phone_the_parts_of_the_file_are_tabs_that_fit() {
        Person owner = console.newOrganization("Floristería Este", "ES");
        String contact = late(console.api(owner));
        Visit visit = console.visit(Look.PHONE, owner);
        Page page = visit.open("crm/contacts/" + contact);
        assertThat(page.getByText(ALERT)).isVisible();
        assertThat(heading(page, "Historial")).isVisible();
        assertThat(heading(page, "Salud del cliente")).isHidden();
        visit.fitsTheWidth();
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Salud"))
                .click();
        assertThat(heading(page, "Salud del cliente")).isVisible();
        assertThat(heading(page, "Económico")).isVisible();
        assertThat(heading(page, "Historial")).isHidden();
        visit.fitsTheWidth();
    }

    @Test
    void what_somebody_else_does_appears_by_itself_and_the_history_can_be_narrowed() {
        Person owner = console.newOrganization("Papelería Oeste", "ES");
        Api api = console.api(owner);
        String contact = late(api);
        Visit visit = console.desktop(owner);
        Page page = visit.open("crm/contacts/" + contact);
        page.getByLabel("Nota rápida").fill("Prefiere que le llamen por la tarde");
        button(page, "Anotar").click();
        assertThat(page.locator("c-timeline").getByText("Prefiere que le llamen por la tarde"))
                .isVisible();
        api.post(
                        CONTACTS + "/" + contact + "/interactions",
                        Map.of(
                                "type",
                                "CALL",
                                "title",
                                "Confirma la transferencia",
                                "at",
                                Instant.now().toString(),
                                "done",
                                true))
                .expect(201);
        assertThat(page.locator("c-timeline").getByText("Confirma la transferencia"))
                .isVisible();
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Ventas y cobros"))
                .click();
        assertThat(page.locator("c-timeline").getByText("Confirma la transferencia"))
                .hasCount(0);
        assertThat(page.locator("c-timeline a[href*='/console/billing/invoices/']")
                        .first())
                .isVisible();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_file_is_accessible_with_all_its_parts(boolean dark) {
        Person owner = console.newOrganization("Ferretería Centro", "ES");
        Api api = console.api(owner);
        String contact = late(api);
        api.post(
                        "/api/v1/crm/opportunities",
                        Map.of("contactId", contact, "title", "Ampliación", "value", "8500", "probability", 65))
                .expect(201);
        Visit visit = console.visit(dark ? Look.DESKTOP.inDark() : Look.DESKTOP, owner);
        Page page = visit.open("crm/contacts/" + contact);
        assertThat(page.getByText("Ampliación").first()).isVisible();
        button(page, "¿Por qué? Riesgo de impago").click();
        assertThat(page.locator(".because li").first()).isVisible();
        visit.axe();
        visit.open("crm/recommendations");
        visit.axe();
    }
}
