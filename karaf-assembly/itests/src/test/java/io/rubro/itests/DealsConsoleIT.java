package io.rubro.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opportunities on their board, as those who sell go through them. */
class DealsConsoleIT {

    @RegisterExtension
    static final Console console = Console.shared();

    private static final String DEALS = "/api/v1/crm/opportunities";

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(Pattern.compile("^" + label + "\\*?$"));
    }

    private static String contact(Api api) {
        return api.post(
                        "/api/v1/crm/contacts",
                        Map.of(
                                "kind",
                                "COMPANY",
                                "roles",
                                List.of("CUSTOMER"),
                                "status",
                                "ACTIVE",
                                "name",
                                "Acme Corp"))
                .expect(201)
                .text("/id");
    }

    private static Map<String, String> stages(Api api) {
        Map<String, String> stages = new HashMap<>();
        api.get("/api/v1/crm/pipelines")
                .json()
                .at("/0/stages")
                .forEach(stage ->
                        stages.put(stage.at("/key").asText(), stage.at("/id").asText()));
        return stages;
    }

    private static String deal(Api api, String contact, String title) {
        return api.post(DEALS, Map.of("contactId", contact, "title", title, "value", "1000"))
                .expect(201)
                .text("/id");
    }

    private static Locator card(Page page, String stage, String deal) {
        return page.locator("c-board [data-column='" + stage + "'] [data-card='" + deal + "']");
    }

    private static void carry(Page page, String deal, int right) {
        page.locator("c-board [data-card='" + deal + "']").focus();
        page.keyboard().press("Space");
        for (int i = 0; i < right; i++) {
            page.keyboard().press("ArrowRight");
        }
        page.keyboard().press("Space");
    }

    @Test
    void a_yearly_contract_goes_from_the_first_talk_to_being_won() {
        Person owner = console.newOrganization("Mantenimientos Vega", "ES");
        Api api = console.api(owner);
        String acme = contact(api);
        Map<String, String> stages = stages(api);
        Visit visit = console.desktop(owner);
        Page page = visit.open("crm/contacts/" + acme);
        page.locator("a[href$='opportunities?contact=" + acme + "']").first().click();
        visit.ready();

        LocalDate close = LocalDate.now(ZoneId.of("Europe/Madrid")).plusDays(30);
        field(page, "Título").fill("Contrato anual de mantenimiento");
        field(page, "Valor").fill("50000");
        field(page, "Probabilidad").fill("75");
        field(page, "Cierre previsto").first().fill(close.format(DateTimeFormatter.ofPattern("dd/MM/yyyy")));
        button(page, "Crear oportunidad").click();
        assertThat(page.locator("c-board").getByText("Contrato anual de mantenimiento"))
                .isVisible();
        String deal = api.get(DEALS).text("/items/0/id");
        assertThat(api.get(DEALS + "/" + deal).text("/contactId")).isEqualTo(acme);
        assertThat(api.get(DEALS + "/" + deal).text("/value")).isEqualTo("50000.00");
        assertThat(api.get(DEALS + "/" + deal).text("/probability")).isEqualTo("75");
        assertThat(api.get(DEALS + "/" + deal).text("/expectedClose")).isEqualTo(close.toString());
        assertThat(card(page, stages.get("initial"), deal)).containsText("50.000,00");

        page.locator("[data-card='" + deal + "']")
                .dragTo(page.locator("[data-column='" + stages.get("proposal") + "']"));
        assertThat(card(page, stages.get("proposal"), deal)).isVisible();
        Eventually.check(
                () -> assertThat(api.get(DEALS + "/" + deal).text("/stageId")).isEqualTo(stages.get("proposal")));

        carry(page, deal, 2);
        assertThat(page.getByText("¡Ganada! Contrato anual de mantenimiento")).isVisible();
        assertThat(api.get(DEALS + "/" + deal).text("/kind")).isEqualTo("WON");

        page.locator("c-board")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Contrato anual de mantenimiento"))
                .click();
        visit.ready();
        assertThat(page.getByText("De Propuesta a Ganada")).isVisible();
        assertThat(page.getByText("Creada en Contacto inicial")).isVisible();
    }

    @Test
    void who_moves_a_card_somebody_else_moved_is_told_and_sees_where_it_is() {
        Person owner = console.newOrganization("Ventas a Dos SL", "ES");
        Api api = console.api(owner);
        String deal = deal(api, contact(api), "Contrato disputado");
        Map<String, String> stages = stages(api);
        Visit one = console.desktop(owner);
        one.tolerating("status of 412");
        Page first = one.open("crm/opportunities");
        assertThat(card(first, stages.get("initial"), deal)).isVisible();
        Pattern board = Pattern.compile("/crm/pipelines/[^/]+/board");
        String old = api.get(
                        "/api/v1/crm/pipelines/" + api.get(DEALS + "/" + deal).text("/pipelineId") + "/board")
                .body();
        // the first one does not hear of it yet
        first.route(
                board,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(old)));

        Visit other = console.desktop(owner);
        Page second = other.open("crm/opportunities");
        carry(second, deal, 2);
        assertThat(card(second, stages.get("demo"), deal)).isVisible();
        Eventually.check(
                () -> assertThat(api.get(DEALS + "/" + deal).text("/stageId")).isEqualTo(stages.get("demo")));

        carry(first, deal, 1);
        assertThat(first.getByText("ha cambiado «Contrato disputado» entretanto: ahora está en Demostración"))
                .isVisible();
        assertThat(card(first, stages.get("initial"), deal)).isVisible();
        first.unroute(board);
        // a move of the other one appears by itself
        carry(second, deal, 1);
        assertThat(card(first, stages.get("proposal"), deal)).isVisible();
        assertThat(api.get(DEALS + "/" + deal + "/history").json()).hasSize(3);
    }

    @Test
    void a_loss_asks_for_its_reason_and_a_list_shows_the_same() {
        Person owner = console.newOrganization("Pérdidas y Ganancias SL", "ES");
        Api api = console.api(owner);
        String deal = deal(api, contact(api), "Obra grande");
        Map<String, String> stages = stages(api);
        Visit visit = console.desktop(owner);
        Page page = visit.open("crm/opportunities");
        carry(page, deal, 6);
        assertThat(page.getByText("¿Por qué se ha perdido?")).isVisible();
        page.locator("c-dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancelar"))
                .click();
        assertThat(card(page, stages.get("initial"), deal)).isVisible();

        carry(page, deal, 6);
        button(page, "Sin presupuesto").click();
        button(page, "Marcar como perdida").click();
        assertThat(card(page, stages.get("lost"), deal)).containsText("Sin presupuesto");
        assertThat(api.get(DEALS + "/" + deal).text("/lostReason")).isEqualTo("Sin presupuesto");

        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Lista"))
                .click();
        assertThat(page.locator("c-grid").getByText("Obra grande")).isVisible();
    }

    @Test
    void a_stage_is_added_and_one_with_cards_goes_elsewhere_in_the_settings() {
        Person owner = console.newOrganization("Embudos a Medida SL", "ES");
        Api api = console.api(owner);
        String deal = deal(api, contact(api), "Proyecto");
        Visit visit = console.desktop(owner);
        Page page = visit.open("settings/crm.pipelines");
        button(page, "Editar el embudo Ventas").click();
        button(page, "Añadir etapa").click();
        page.getByLabel("Etapa", new Page.GetByLabelOptions().setExact(true))
                .nth(5)
                .fill("Visita");
        button(page, "Quitar Contacto inicial").click();
        page.locator("c-dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Guardar"))
                .click();
        assertThat(page.getByText("¿Adónde van las de Contacto inicial?")).isVisible();
        button(page, "Mover y quitar la etapa").click();
        assertThat(page.getByText("Guardado.")).isVisible();
        assertThat(stages(api)).containsKey("visita").doesNotContainKey("initial");
        assertThat(api.get(DEALS + "/" + deal).text("/stageId"))
                .isEqualTo(stages(api).get("qualification"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_pages_are_accessible(boolean dark) {
        Person carmen = console.data().carmen();
        Visit visit = console.visit(dark ? Look.DESKTOP.inDark() : Look.DESKTOP, carmen);
        Page page = visit.open("crm/opportunities");
        assertThat(page.locator("c-board [data-card]").first()).isVisible();
        visit.axe();
        String id = console.api(carmen).get(DEALS + "?kind=OPEN").text("/items/0/id");
        visit.open("crm/opportunities/" + id);
        visit.axe();
        visit.open("crm/opportunities?new=");
        assertThat(field(page, "Título")).isVisible();
        visit.axe();
        visit.open("settings/crm.pipelines");
        visit.axe();
    }

    @Test
    void on_a_phone_the_board_is_one_column_after_the_other() {
        Visit visit = console.phone(console.data().carmen());
        Page page = visit.open("crm/opportunities");
        assertThat(page.locator("c-board [data-card]").first()).isVisible();
        visit.fitsTheWidth();
        String id =
                console.api(console.data().carmen()).get(DEALS + "?kind=OPEN").text("/items/0/id");
        visit.open("crm/opportunities/" + id);
        visit.fitsTheWidth();
    }
}
