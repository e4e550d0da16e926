package io.rubro.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contacts from a file, and two that turn out to be one; both are taken back. */
class CrmDuplicatesIT {

    @RegisterExtension
    static final Console console = Console.shared();

    private static final String CONTACTS = "/api/v1/crm/contacts";

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator inDialog(Page page, String name) {
        return page.locator("c-dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static String contact(Api api, Map<String, Object> fields) {
        return api.post(CONTACTS, fields).expect(201).text("/id");
    }

    private static int count(Api api) {
        return api.get(CONTACTS + "?limit=200").json().at("/items").size();
    }

    @Test
    void twelve_rows_with_two_errors_and_a_duplicate_are_imported_and_taken_back() {
        Person owner = console.newOrganization("Distribuciones Mar", "ES");
        Api api = console.api(owner);
        contact(api, Map.of("kind", "COMPANY", "status", "ACTIVE", "name", "Viveros Lago"));
        StringBuilder file = new StringBuilder("Nombre;NIF;Correo;Teléfono\r\n");
        for (int i = 1; i <= 9; i++) {
            file.append("Peñas %d SL;;cliente%d@example.com;60000000%d\r\n".formatted(i, i, i));
        }
        file.append("Viveros Lago SL;;;\r\nMal NIF;B12345678;;\r\nMal correo;;no-es-correo;\r\n");

        Visit visit = console.desktop(owner);
        Page page = visit.open("crm/contacts");
        button(page, "Más acciones").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Importar contactos"))
                .click();
        visit.ready();
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload(
                        "clientes.csv", "text/csv", file.toString().getBytes(Charset.forName("windows-1252"))));
        assertThat(heading(page, "Qué hay en cada columna")).isVisible();
        visit.ready();
        visit.axe();
        button(page, "Comprobar las filas").click();
        assertThat(button(page, "Importar 9 filas")).isVisible();
        assertThat(page.getByText("Puede ser Viveros Lago.")).isVisible();
        assertThat(count(api)).isEqualTo(1);
        visit.axe();
        button(page, "Importar 9 filas").click();
        assertThat(button(page, "Deshacer la importación")).isVisible();
        Eventually.check(() -> assertThat(count(api)).isEqualTo(10));
        assertThat(api.get(CONTACTS + "?q=pe%C3%B1as&limit=200").json().at("/items"))
                .hasSize(9);
        assertThat(button(page, "Bajar las 3 filas rechazadas")).isVisible();
        visit.axe();

        button(page, "Deshacer la importación").click();
        inDialog(page, "Deshacer la importación").click();
        Eventually.check(() -> assertThat(count(api)).isEqualTo(1));
        assertThat(button(page, "Deshacer la importación")).hasCount(0);
    }

    @Test
    void two_contacts_are_merged_side_by_side_and_separated_again() {
        Person owner = console.newOrganization("Suministros Sur", "ES");
        Api api = console.api(owner);
        String one = contact(
                api, Map.of("kind", "COMPANY", "status", "ACTIVE", "name", "Obras Vega SL", "taxId", "B12345674"));
        String two = contact(
                api,
                Map.of(
                        "kind",
                        "COMPANY",
                        "status",
                        "ACTIVE",
                        "name",
                        "Vega Obras",
                        "phone",
                        "600112233",
                        "email",
                        "obras@vega.es"));
        for (String id : List.of(one, two)) {
            api.post(
                            CONTACTS + "/" + id + "/interactions",
                            Map.of(
                                    "type",
                                    "NOTE",
                                    "title",
                                    "Nota de " + id,
                                    "at",
                                    Instant.now().toString(),
                                    "done",
                                    true))
                    .expect(201);
        }
        Visit visit = console.desktop(owner);
        Page page = visit.open("crm/duplicates");
        assertThat(page.getByText("Mismo nombre")).isVisible();
        visit.axe();
        page.getByText("Comparar y unir").click();
        visit.ready();
        page.getByRole(
                        AriaRole.RADIOGROUP,
                        new Page.GetByRoleOptions().setName("Nombre").setExact(true))
                .getByText("Obras Vega SL")
                .click();
        visit.axe();
        button(page, "Unir los dos").click();
        assertThat(heading(page, "Obras Vega SL")).isVisible();
        visit.ready();
        String kept = page.url().replaceFirst(".*/contacts/", "").replaceFirst("[?#].*", "");
        String gone = kept.equals(one) ? two : one;
        assertThat(api.get(CONTACTS + "/" + kept + "/interactions").json().at("/items"))
                .hasSize(2);
        assertThat(api.get(CONTACTS + "/" + kept).text("/taxId")).isEqualTo("B12345674");
        assertThat(api.get(CONTACTS + "/" + kept).text("/phone")).isEqualTo("600112233");
        assertThat(api.get(CONTACTS + "/" + gone).text("/mergedInto")).isEqualTo(kept);

        visit.open("crm/duplicates?tab=done");
        page.getByText("Deshacer", new Page.GetByTextOptions().setExact(true)).click();
        inDialog(page, "Deshacer").click();
        assertThat(page.getByText("Deshecha", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(api.get(CONTACTS + "/" + kept + "/interactions").json().at("/items"))
                .hasSize(1);
        assertThat(api.get(CONTACTS + "/" + gone + "/interactions").json().at("/items"))
                .hasSize(1);
        assertThat(count(api)).isEqualTo(2);
    }

    @Test
    void who_writes_down_somebody_known_is_told_and_on_a_phone_all_fits() {
        Person owner = console.newOrganization("Kiosco Río", "AR");
        Api api = console.api(owner);
        contact(api, Map.of("kind", "COMPANY", "status", "ACTIVE", "name", "Panadería López", "phone", "11 5555-1234"));
        contact(api, Map.of("kind", "COMPANY", "status", "ACTIVE", "name", "Lopez Panaderia SRL"));
        Visit visit = console.visit(Look.PHONE.in("es-AR"), owner);
        Page page = visit.open("crm/contacts/new");
        page.getByLabel(Pattern.compile("^Nombre\\*?$")).fill("PANADERIA LOPEZ");
        assertThat(page.getByText("Ya existe alguien parecido")).isVisible();
        visit.fitsTheWidth();
        for (String path : List.of("crm/duplicates", "crm/imports")) {
            visit.open(path);
            visit.fitsTheWidth();
        }
        visit.open("crm/duplicates");
        page.getByText("Comparar y unir").click();
        visit.ready();
        visit.fitsTheWidth();
        visit.axe();
    }
}
