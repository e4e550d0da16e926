package io.rubro.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What screens are made of, in a browser: the gallery has one of each, filled with the records of a shop. */
class GalleryIT {

    @RegisterExtension
    static final Console console = Console.shared();

    private Page desktop() {
        return console.desktop(console.data().ana()).open("gallery");
    }

    private Page desktop(String locale) {
        return console.visit(Look.DESKTOP.in(locale), console.data().ana()).open("gallery");
    }

    private static Locator grid(Page page) {
        return page.locator("#grid c-grid").first();
    }

    private static Locator rows(Page page) {
        return grid(page).locator("tr.item");
    }

    /** The field of the gallery's form at a path: {@code lines[1].quantity}. */
    private static Locator field(Page page, String path) {
        return page.locator("#form [data-path='" + path + "']");
    }

    private static void type(Page page, String path, String text) {
        Locator input = field(page, path).locator("#input");
        input.fill(text);
        input.press("Tab");
    }

    private static String value(Page page, String path) {
        return (String) field(page, path).evaluate("field => field.value");
    }

    private static String shown(Page page, String path) {
        return field(page, path).locator("#input").inputValue();
    }

    // ------------------------------------------------------------------ lists

    @Test
    void a_long_list_draws_only_the_rows_in_sight_and_asks_for_more_at_its_end() {
        Page page = desktop();
        assertThat(rows(page).first()).containsText("F26-01240");
        assertThat(rows(page).count()).isLessThan(50);
        assertThat(grid(page).locator(".count")).hasText("Más de 50");

        grid(page).locator("table").press("End");
        assertThat(grid(page).locator(".count")).hasText("Más de 100");
        grid(page).locator("table").press("End");
        assertThat(grid(page).locator(".count")).hasText("Más de 150");
        assertThat(rows(page).count()).isLessThan(50);
    }

    @Test
    void order_search_and_filters_of_a_list_are_in_the_address_and_come_back_with_it() {
        Page page = desktop();
        grid(page).getByRole(AriaRole.BUTTON, named("Cliente")).click();
        grid(page).getByLabel("Buscar").fill("espiga");
        assertThat(grid(page).locator("th[aria-sort=ascending]")).containsText("Cliente");
        grid(page).locator("c-grid-filter .set").first().click();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("q=espiga&sort=customer&f\\.status=paid$"));
        assertThat(rows(page).first()).containsText("Panadería La Espiga");
        assertThat(rows(page).first()).containsText("Cobrada");

        page.reload();
        assertThat(grid(page).locator("c-grid-filter .set").first()).containsText("Estado: Cobrada");
        assertThat(rows(page).first()).containsText("Panadería La Espiga");
        grid(page).getByLabel("Buscar").fill("nadie se llama así");
        assertThat(grid(page).locator("c-state")).containsText("Nada coincide");
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    @Test
    void the_whole_list_becomes_a_file_for_a_spanish_spreadsheet() throws IOException {
        Page page = desktop();
        grid(page).getByLabel("Buscar").fill("luna");
        assertThat(page).hasURL(Pattern.compile("q=luna"));
        assertThat(rows(page).first()).containsText("Cafetería Luna");
        Download download = page.waitForDownload(
                () -> grid(page).getByLabel("Descargar CSV").click());
        try (InputStream file = download.createReadStream()) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines = text.lines().toList();
            assertThat(lines.get(0)).isEqualTo("\ufeffNúmero;Cliente;Fecha;Estado;Total");
            assertThat(lines).as("all of them, not only the first page").hasSize(125);
            assertThat(lines.get(1)).matches("F26-\\d{5};Cafetería Luna;\\d{4}-\\d\\d-\\d\\d;\\S+;\\d+(,\\d+)?");
            assertThat(text).contains("\r\n");
        }
    }

    @Test
    void rows_are_picked_with_the_keyboard() {
        Page page = desktop();
        Locator table = grid(page).locator("table");
        table.press("ArrowDown");
        table.press("Space");
        table.press("ArrowDown");
        table.press("Space");
        assertThat(grid(page).locator(".strip")).containsText("2 seleccionados");
        table.press("Enter");
        assertThat(page).hasURL(Pattern.compile("invoice=1238$"));
    }

    // ------------------------------------------------------------------ forms

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "es-ES | 1.234,56     | 1234.56 | 1.234,56",
                "es-ES | 1234.56      | 1234.56 | 1.234,56",
                "es-ES | 12*3+4       | 40.00   | 40,00",
                "es-ES | (100-20)/3   | 26.67   | 26,67",
                "es-AR | 1.234        | 1234.00 | 1.234,00",
                "en    | 1,234.56     | 1234.56 | 1,234.56",
                "en    | 1.234,5      | 1234.50 | 1,234.50",
            })
    void an_amount_is_read_as_people_type_it(String locale, String typed, String value, String shown) {
        Page page = desktop(locale);
        type(page, "credit", typed);
        assertThat(value(page, "credit")).isEqualTo(value);
        assertThat(shown(page, "credit")).isEqualTo(shown);
    }

    @Test
    void what_makes_no_sense_is_said_at_its_field_and_stays_there() {
        Page page = desktop();
        type(page, "credit", "mucho");
        assertThat(field(page, "credit").locator(".err")).hasText("Escribe un número o una cuenta como 12*3+4");
        assertThat(shown(page, "credit")).isEqualTo("mucho");
        type(page, "credit", "10,005");
        assertThat(field(page, "credit").locator(".err")).hasText("Como mucho 2 decimales");
        type(page, "since", "31/2/2026");
        assertThat(field(page, "since").locator(".err")).containsText("No es una fecha");
        type(page, "since", "1/3");
        assertThat(value(page, "since")).matches("\\d{4}-03-01");
    }

    @Test
    void a_refused_form_shows_each_error_at_its_field_and_loses_nothing() {
        Page page = desktop();
        type(page, "name", "Rechazados SL");
        field(page, "email").locator("#input").press("Enter");
        assertThat(page.locator("#form .summary")).containsText("Hay 1 dato por corregir");
        assertThat(field(page, "email").locator(".err")).hasText("Este dato es obligatorio");

        field(page, "email").locator("#input").fill("ana@ejemplo.es");
        field(page, "email").locator("#input").press("Enter");
        assertThat(field(page, "email").locator(".err")).hasText("Ya hay un cliente con este correo");
        assertThat(field(page, "lines[0].quantity").locator(".err")).hasText("Solo quedan 4");
        assertThat(field(page, "email").locator("#input")).isFocused();
        assertThat(shown(page, "name")).isEqualTo("Rechazados SL");

        page.waitForFunction("() => JSON.stringify({...sessionStorage}).includes('Rechazados SL')");
        page.reload();
        page.locator("#form .draft .primary").click();
        assertThat(shown(page, "name")).as("also after a reload").isEqualTo("Rechazados SL");
    }

    @Test
    void a_record_is_looked_up_and_a_day_is_picked_with_the_keyboard() {
        Page page = desktop();
        Locator agent = field(page, "agent").locator("#input");
        assertThat(agent).hasValue("Cafetería Luna");
        agent.fill("boca");
        assertThat(field(page, "agent").locator("[role=listbox]")).containsText("Crear «boca»");
        agent.fill("libr");
        assertThat(field(page, "agent").locator("[role=option]").first()).containsText("Librería Cervantes");
        agent.press("Enter");
        assertThat(value(page, "agent")).isEqualTo("c5");

        type(page, "since", "20/11/2026");
        field(page, "since").locator("#input").press("Alt+ArrowDown");
        assertThat(field(page, "since").locator("[data-day='2026-11-20']")).isFocused();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("PageDown");
        assertThat(field(page, "since").locator("[data-day='2026-12-27']")).isFocused();
        page.keyboard().press("Enter");
        assertThat(value(page, "since")).isEqualTo("2026-12-27");
        assertThat(field(page, "since").locator("#input")).isFocused();
    }

    @Test
    void money_is_calculated_exactly_and_halves_go_up() {
        Object results = desktop()
                .evaluate(
                        """
                        async () => {
                          const { dec } = await import('@console/core');
                          const refused = () => { try { return dec('1,5'); } catch (e) { return e.name; } };
                          return [
                            dec('1.10').plus('2').times('0.21').round(2), dec('0.1').plus('0.2'), dec('2.345').round(2),
                            dec('-2.345').round(2), dec('1').dividedBy('3', 4), dec('200').percent('21'),
                            dec('99999999999999999.99').times('3'), dec('1e3'), dec('1.50').trim(), dec('1.0').compare('1.00'),
                            refused(),
                          ].map(String);
                        }""");
        assertThat(results)
                .isEqualTo(List.of(
                        "0.65",
                        "0.3",
                        "2.35",
                        "-2.35",
                        "0.3333",
                        "42.00",
                        "299999999999999999.97",
                        "1000",
                        "1.5",
                        "0",
                        "RangeError"));
    }

    // ------------------------------------------------------------------ boards and calendars

    private static String column(Page page, String id) {
        return (String) page.locator("c-board [data-column='" + id + "']")
                .evaluate("c => [...c.querySelectorAll('[data-card]')].map(x => x.dataset.card).join(' ')");
    }

    @Test
    void a_card_is_carried_with_the_keyboard_and_goes_back_when_it_is_refused() {
        Page page = desktop();
        page.locator("c-board [data-card=d0]").focus();
        for (String key : List.of("Space", "ArrowRight", "ArrowDown", "Space")) {
            page.keyboard().press(key);
        }
        assertThat(page.locator("c-board [role=status]"))
                .hasText("Cesta de Navidad, en En conversación, puesto 2 de 4.");
        assertThat(column(page, "talking")).isEqualTo("d2 d0 d3 d4");
        assertThat(page.locator("c-board [data-card=d0]")).isFocused();

        for (String key : List.of("Space", "ArrowLeft", "Escape")) {
            page.keyboard().press(key);
        }
        assertThat(column(page, "talking")).isEqualTo("d2 d0 d3 d4");

        for (String key : List.of("Space", "ArrowRight", "ArrowRight", "ArrowRight", "Space")) {
            page.keyboard().press(key);
        }
        assertThat(page.locator("c-board [role=status]"))
                .hasText("No se ha podido mover. Cesta de Navidad vuelve a En conversación.");
        assertThat(column(page, "lost")).isEmpty();
    }

    @Test
    void a_card_is_dragged_with_the_mouse() {
        Page page = desktop();
        page.locator("c-board").scrollIntoViewIfNeeded();
        page.locator("c-board [data-card=d0]").dragTo(page.locator("c-board [data-card=d5]"));
        assertThat(page.locator("c-board [data-column=offer] [data-card=d0]")).isVisible();
        assertThat(column(page, "new")).isEqualTo("d1");
    }

    @Test
    void an_appointment_is_moved_with_the_keyboard() {
        Page page = desktop();
        Locator visit = page.locator("c-calendar [data-event=e2]");
        assertThat(visit).containsText("10:00 – 11:00");
        visit.press("Shift+ArrowDown");
        assertThat(visit).containsText("10:30 – 11:30");
        assertThat(visit).isFocused();
        page.locator("c-calendar").getByRole(AriaRole.RADIO, named("Día")).click();
        assertThat(page.locator("c-calendar .heads")).containsText("Luis Ferreyra");
        assertThat(page.locator("c-calendar [data-event=e2]")).containsText("10:30 – 11:30 · Bodega Ruiz");
    }

    // ------------------------------------------------------------------ everybody

    @ParameterizedTest
    @CsvSource({"false,false,es-ES", "false,true,es-AR", "true,false,es-AR", "true,true,en"})
    void everybody_can_use_all_of_it(boolean phone, boolean dark, String locale) {
        Look look = (phone ? Look.PHONE : Look.DESKTOP).in(locale);
        Visit visit = console.visit(dark ? look.inDark() : look, console.data().ana());
        Page page = visit.open("gallery");
        assertThat(page.locator(phone ? "#grid c-grid-cards li" : "#grid tr.item")
                        .nth(3))
                .isVisible();
        visit.axe().fitsTheWidth();
    }
}
