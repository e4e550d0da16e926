package io.rubro.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The screens of the CRM, as those who work with them go through them. */
class CrmConsoleIT {

    @RegisterExtension
    static final Console console = Console.shared();

    private static final String CONTACTS = "/api/v1/crm/contacts";

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(Pattern.compile("^" + label + "\\*?$"));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    private static String contact(Api api, String name) {
        return api.post(
                        CONTACTS,
                        Map.of("kind", "COMPANY", "roles", List.of("CUSTOMER"), "status", "ACTIVE", "name", name))
                .expect(201)
                .text("/id");
    }

    private static void interaction(Api api, String contact, String type, String title, Instant at, boolean done) {
        api.post(
                        CONTACTS + "/" + contact + "/interactions",
                        Map.of("type", type, "title", title, "at", at.toString(), "done", done))
                .expect(201);
    }

    @Test
    void a_contact_is_created_corrected_archived_and_brought_back() {
        Visit visit = console.desktop(console.newOrganization("Horno San José", "ES"));
        visit.tolerating("status of 422");
        Page page = visit.open("crm/contacts");
        assertThat(heading(page, "Todavía no hay contactos")).isVisible();
        link(page, "Nuevo contacto").first().click();
        visit.ready();
        field(page, "Nombre").fill("Harinas del Sur SL");
        field(page, "NIF").fill("B12345678");
        page.getByLabel("Proveedor").check();
        button(page, "Crear contacto").click();
        assertThat(field(page, "NIF")).hasAttribute("aria-invalid", "true");
        assertThat(field(page, "Nombre")).hasValue("Harinas del Sur SL");

        field(page, "NIF").fill("b-12345674");
        button(page, "Crear contacto").click();
        assertThat(heading(page, "Harinas del Sur SL")).isVisible();
        visit.ready();
        assertThat(page.getByText("B12345674")).isVisible();

        link(page, "Editar").click();
        visit.ready();
        field(page, "Teléfono").fill("+34 955 12 34 56");
        button(page, "Guardar").click();
        assertThat(link(page, "+34 955 12 34 56")).hasAttribute("href", "tel:+34955123456");

        button(page, "Archivar").click();
        page.locator("c-dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Archivar"))
                .click();
        assertThat(page.getByText("No sale en las listas")).isVisible();
        button(page, "Recuperar").click();
        assertThat(page.getByText("No sale en las listas")).isHidden();
        assertThat(button(page, "Archivar")).isVisible();
    }

    @Test
    void what_is_said_to_a_contact_is_written_down_changed_and_done() {
        Person owner = console.newOrganization("Ferretería Norte", "ES");
        String id = contact(console.api(owner), "Obras Vega SA");
        Visit visit = console.desktop(owner);
        Page page = visit.open("crm/contacts/" + id);

        button(page, "Llamada").click();
        button(page, "Guardar llamada").click();
        assertThat(field(page, "De qué se habló")).hasAttribute("aria-invalid", "true");
        field(page, "De qué se habló").fill("Piden precio de tornillería");
        field(page, "Duración").fill("12");
        button(page, "Guardar llamada").click();
        assertThat(page.getByText("Llamada · 12 min")).isVisible();

        button(page, "Tarea").click();
        field(page, "Qué hay que hacer").fill("Mandar presupuesto");
        button(page, "Guardar tarea").click();
        assertThat(heading(page, "Por hacer")).isVisible();
        button(page, "Marcar «Mandar presupuesto» como hecho").click();
        assertThat(heading(page, "Por hacer")).isHidden();

        button(page, "Qué hacer con «Mandar presupuesto»").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Editar"))
                .click();
        field(page, "Qué hay que hacer").fill("Mandar presupuesto de obra");
        button(page, "Guardar").click();
        assertThat(page.getByText("Mandar presupuesto de obra")).isVisible();

        button(page, "Qué hacer con «Piden precio de tornillería»").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Borrar"))
                .click();
        page.locator("c-dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Borrar"))
                .click();
        assertThat(page.getByText("Llamada · 12 min")).isHidden();
        assertThat(console.api(owner)
                        .get(CONTACTS + "/" + id + "/interactions")
                        .json()
                        .at("/items"))
                .hasSize(1);
    }

    @Test
    void what_two_people_change_at_once_is_brought_together() {
        Person owner = console.newOrganization("Viveros Lago", "ES");
        Api api = console.api(owner);
        String id = contact(api, "Jardines Alba SL");
        Visit visit = console.desktop(owner);
        visit.tolerating("status of 412");
        Page page = visit.open("crm/contacts/" + id + "/edit");
        field(page, "Sector").fill("Jardinería");
        api.with("If-Match", "*")
                .put(
                        CONTACTS + "/" + id,
                        Map.of(
                                "kind", "COMPANY",
                                "roles", List.of("CUSTOMER"),
                                "status", "ACTIVE",
                                "name", "Jardines Alba SL",
                                "city", "Lugo"))
                .expect(200);
        button(page, "Guardar").click();
        assertThat(page.getByText("Otra persona ha cambiado este contacto entretanto"))
                .isVisible();
        assertThat(field(page, "Sector")).hasValue("Jardinería");
        assertThat(field(page, "Población")).hasValue("Lugo");
        button(page, "Guardar").click();
        assertThat(heading(page, "Datos")).isVisible();
        assertThat(api.get(CONTACTS + "/" + id).text("/city")).isEqualTo("Lugo");
        assertThat(api.get(CONTACTS + "/" + id).text("/sector")).isEqualTo("Jardinería");
    }

    @Test
    void of_a_field_two_people_changed_one_value_is_chosen() {
        Person owner = console.newOrganization("Viveros Mar", "ES");
        Api api = console.api(owner);
        String id = contact(api, "Jardines Luz SL");
        Visit visit = console.desktop(owner);
        visit.tolerating("status of 412");
        Page page = visit.open("crm/contacts/" + id + "/edit");
        field(page, "Sector").fill("Jardinería");
        field(page, "Teléfono").fill("+34 986 11 22 33");
        api.with("If-Match", "*")
                .put(
                        CONTACTS + "/" + id,
                        Map.of(
                                "kind", "COMPANY",
                                "roles", List.of("CUSTOMER"),
                                "status", "ACTIVE",
                                "name", "Jardines Luz SL",
                                "sector", "Viveros",
                                "phone", "986 99 99 99"))
                .expect(200);
        button(page, "Guardar").click();
        Locator sector = page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Sector"));
        Locator phone = page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Teléfono"));
        assertThat(sector.getByText("Viveros")).isVisible();
        assertThat(sector.getByText("Jardinería")).isVisible();
        button(page, "Guardar").click();
        assertThat(page.getByText("Elija, de cada campo que cambiaron los dos, qué valor queda."))
                .isVisible();
        assertThat(api.get(CONTACTS + "/" + id).text("/sector"))
                .as("nothing is saved before")
                .isEqualTo("Viveros");

        sector.getByRole(AriaRole.RADIO).nth(1).check();
        assertThat(field(page, "Sector")).hasValue("Viveros");
        phone.getByRole(AriaRole.RADIO).first().check();
        button(page, "Guardar").click();
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName("Datos").setExact(true)))
                .isVisible();
        assertThat(api.get(CONTACTS + "/" + id).text("/sector")).isEqualTo("Viveros");
        assertThat(api.get(CONTACTS + "/" + id).text("/phone")).isEqualTo("+34 986 11 22 33");
    }

    private static void addPerson(Page page, String name, String jobTitle, boolean main) {
        button(page, "Añadir una persona").click();
        field(page, "Nombre y apellidos").fill(name);
        field(page, "Cargo").fill(jobTitle);
        if (main) {
            page.locator("c-dialog").getByLabel("Persona principal").check();
        }
        button(page, "Guardar").click();
        assertThat(page.locator("c-dialog")).hasCount(0);
    }

    @Test
    void the_people_of_a_company_are_added_and_one_is_the_main_one() {
        Person owner = console.newOrganization("Asesoría Sur", "ES");
        Api api = console.api(owner);
        String id = contact(api, "TechCorp SL");
        Visit visit = console.desktop(owner);
        visit.tolerating("status of 412");
        Page page = visit.open("crm/contacts/" + id);
        addPerson(page, "María", "Contable", false);
        addPerson(page, "Pedro", "Técnico", false);
        addPerson(page, "Juan", "Director", true);
        assertThat(mainPerson(api, id)).isEqualTo("Juan");

        button(page, "Qué hacer con «María»").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Hacer principal"))
                .click();
        assertThat(page.getByText("María es ahora la persona principal.")).isVisible();
        assertThat(mainPerson(api, id)).isEqualTo("María");

        button(page, "Qué hacer con «Pedro»").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Editar"))
                .click();
        field(page, "Cargo").fill("Jefe técnico");
        String pedro = api.get(CONTACTS + "/" + id + "/people").text("/2/id");
        api.with("If-Match", "*")
                .put(CONTACTS + "/" + id + "/people/" + pedro, Map.of("name", "Pedro", "jobTitle", "Soporte"))
                .expect(200);
        button(page, "Guardar").click();
        assertThat(page.getByText("Otra persona lo ha cambiado entretanto.")).isVisible();
        assertThat(field(page, "Cargo")).hasValue("Jefe técnico");
        button(page, "Guardar").click();
        assertThat(page.locator("c-dialog")).hasCount(0);
        assertThat(api.get(CONTACTS + "/" + id + "/people").text("/2/jobTitle")).isEqualTo("Jefe técnico");
    }

    private static String mainPerson(Api api, String contact) {
        return api.get(CONTACTS + "/" + contact + "/people").expect(200).text("/0/name");
    }

    @Test
    void a_segment_shows_who_would_belong_before_it_is_saved() {
        Person owner = console.newOrganization("Bodegas Toro", "ES");
        Api api = console.api(owner);
        contact(api, "Bar Abierto");
        api.post(CONTACTS, Map.of("kind", "COMPANY", "status", "INACTIVE", "name", "Bar Cerrado"))
                .expect(201);
        Visit visit = console.desktop(owner);
        Page page = visit.open("crm/segments/new");
        field(page, "Nombre").fill("En marcha");
        page.getByLabel("Dato").selectOption("status");
        button(page, "Por conocer").click();
        button(page, "Activo").click();
        Locator preview = page.locator("c-card").filter(new Locator.FilterOptions().setHasText("Quién estaría"));
        assertThat(preview.getByText("Bar Abierto")).isVisible();
        assertThat(preview.getByText("Bar Cerrado")).hasCount(0);
        button(page, "Guardar segmento").click();
        assertThat(page.getByText("Segmento guardado")).isVisible();
        assertThat(link(page, "Bar Abierto")).isVisible();
        visit.open("crm/segments");
        assertThat(page.getByText("Estado es Activo")).isVisible();
        assertThat(page.locator("a.segment .count")).hasText("1");
    }

    @Test
    void many_are_tagged_at_once_and_it_is_taken_back() {
        Person owner = console.newOrganization("Bodegas Duero", "ES");
        Api api = console.api(owner);
        contact(api, "Bar Uno");
        contact(api, "Bar Dos");
        Visit visit = console.desktop(owner);
        Page page = visit.open("crm/contacts");
        Locator boxes = page.getByRole(AriaRole.CHECKBOX);
        boxes.nth(1).check();
        boxes.nth(2).check();
        button(page, "Etiquetar").click();
        page.locator("c-dialog")
                .getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Etiqueta"))
                .fill("VIP");
        page.locator("c-dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Etiquetar"))
                .click();
        assertThat(page.getByText("Contactos con la etiqueta «VIP» nueva: 2.")).isVisible();
        assertThat(api.get(CONTACTS + "?tag=vip").json().at("/items")).hasSize(2);
        button(page, "Deshacer").click();
        assertThat(page.getByText("Contactos sin la etiqueta «VIP» ahora: 2.")).isVisible();
        assertThat(api.get(CONTACTS + "?tag=vip").json().at("/items")).isEmpty();
    }

    @Test
    void an_own_field_is_asked_for_and_a_person_is_erased_with_it() {
        Person owner = console.newOrganization("Repartos Ebro", "ES");
        Api api = console.api(owner);
        api.post("/api/v1/crm/contact-fields", Map.of("label", "Ruta de reparto", "type", "TEXT", "required", true))
                .expect(201);
        Visit visit = console.desktop(owner);
        Page page = visit.open("crm/contacts/new");
        field(page, "Nombre").fill("Ana Zárraga");
        button(page, "Crear contacto").click();
        assertThat(field(page, "Ruta de reparto")).hasAttribute("aria-invalid", "true");
        field(page, "Ruta de reparto").fill("Norte");
        button(page, "Crear contacto").click();
        assertThat(page.getByText("Norte", new Page.GetByTextOptions().setExact(true)))
                .isVisible();

        button(page, "Suprimir sus datos").click();
        field(page, "Motivo").fill("Lo pide por carta");
        field(page, "Escriba «Ana Zárraga» para confirmar").fill("Ana Zárraga");
        button(page, "Suprimir para siempre").click();
        assertThat(page.getByText("Cifras sin nombre")).isVisible();
        button(page, "Entendido").click();
        assertThat(page.getByText("Sus datos se suprimieron el")).isVisible();
        assertThat(api.get(CONTACTS + "?archived=true").body()).doesNotContain("Zárraga", "Norte");
    }

    @Test
    void contacts_are_found_by_words_filters_and_views_and_going_back_keeps_them() {
        Visit visit = console.desktop(console.data().carmen());
        Page page = visit.open("crm/contacts?sort=-name");
        page.getByRole(AriaRole.SEARCHBOX).fill("encinar");
        assertThat(page.getByText("1 resultado")).isVisible();
        link(page, "Asador El Encinar SL").click();
        visit.ready();
        assertThat(heading(page, "Asador El Encinar SL")).isVisible();
        page.goBack();
        visit.ready();
        assertThat(page.getByRole(AriaRole.SEARCHBOX)).hasValue("encinar");
        assertThat(page.url()).contains("sort=-name");

        visit.open("crm/contacts?f.role=SUPPLIER");
        assertThat(button(page, "Relación: Proveedor")).isVisible();
        assertThat(link(page, "Asador El Encinar SL")).hasCount(0);
    }

    @Test
    void an_invoice_in_the_history_leads_to_its_page() {
        Person carmen = console.data().carmen();
        Api api = console.api(carmen);
        String invoice = api.get("/api/v1/billing/invoices?kind=INVOICE&status=ISSUED&limit=1")
                .text("/items/0/id");
        String contact = api.get("/api/v1/billing/invoices/" + invoice).text("/customer/contactId");
        Eventually.check(() -> assertThat(api.get(CONTACTS + "/" + contact + "/interactions?limit=200")
                        .body())
                .contains(invoice));
        Page page = console.desktop(carmen).open("crm/contacts/" + contact);
        assertThat(page.locator("a[href='/console/billing/invoices/" + invoice + "']")
                        .first())
                .isVisible();
    }

    @Test
    void who_may_only_look_is_offered_nothing_else_and_the_server_agrees() {
        Person pablo = console.data().pablo();
        Visit visit = console.desktop(pablo);
        Page page = visit.open("crm/contacts?q=encinar");
        assertThat(link(page, "Asador El Encinar SL")).isVisible();
        assertThat(link(page, "Nuevo contacto")).hasCount(0);
        link(page, "Asador El Encinar SL").click();
        visit.ready();
        assertThat(heading(page, "Historial")).isVisible();
        assertThat(heading(page, "Anotar")).hasCount(0);
        assertThat(link(page, "Editar")).hasCount(0);
        assertThat(button(page, "Archivar")).hasCount(0);
        console.api(pablo)
                .post(CONTACTS, Map.of("kind", "PERSON", "status", "ACTIVE", "name", "Nadie"))
                .expect(403);
    }

    @Test
    void on_a_phone_a_customer_is_looked_up_called_and_noted_down() {
        Person owner = console.newOrganization("Kiosco Delta", "AR");
        Api api = console.api(owner);
        api.post(
                        CONTACTS,
                        Map.of(
                                "kind", "PERSON",
                                "status", "ACTIVE",
                                "name", "Sofía Gómez",
                                "phone", "+54 9 11 5555-1234",
                                "email", "sofia@example.com"))
                .expect(201);
        Visit visit = console.visit(Look.PHONE.in("es-AR"), owner);
        Page page = visit.open("crm/contacts");
        visit.fitsTheWidth();
        link(page, "Sofía Gómez").click();
        visit.ready();
        assertThat(link(page, "Llamar")).hasAttribute("href", "tel:+5491155551234");
        button(page, "Nota").click();
        field(page, "Nota").fill("Retira los viernes");
        button(page, "Guardar nota").click();
        assertThat(page.getByText("Retira los viernes")).isVisible();
        visit.fitsTheWidth();
    }

    @Test
    void the_first_page_tells_who_is_new_and_what_is_to_be_done() {
        Person owner = console.newOrganization("Academia Sol", "ES");
        Api api = console.api(owner);
        String id = contact(api, "Instituto Mar");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        interaction(api, id, "TASK", "Llamar por la matrícula", now.minus(2, ChronoUnit.DAYS), false);
        interaction(api, id, "EMAIL", "Folleto enviado", now.minus(1, ChronoUnit.HOURS), true);
        Visit visit = console.desktop(owner);
        Page page = visit.open("");
        Locator growth = link(page, "Contactos nuevos este mes").or(page.locator("a[href*='sort=-createdAt']"));
        assertThat(growth.first()).containsText("1");
        assertThat(page.getByText("Folleto enviado")).isVisible();
        button(page, "Marcar «Llamar por la matrícula» como hecho").click();
        assertThat(page.getByText("Nada pendiente")).isVisible();
    }

    private static void planned(Api api, String contact, String title, Instant at) {
        interaction(api, contact, "CALL", title, at, false);
    }

    private static Locator tab(Page page, String name) {
        return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    @Test
    void the_inbox_is_emptied_by_key_and_tap_and_what_was_done_is_taken_back() {
        Person owner = console.newOrganization("Taller Ruiz", "ES");
        Api api = console.api(owner);
        String id = contact(api, "Autocares Sol SL");
        Instant today = java.time.LocalDate.now(java.time.ZoneId.of("Europe/Madrid"))
                .atTime(23, 30)
                .atZone(java.time.ZoneId.of("Europe/Madrid"))
                .toInstant();
        planned(api, id, "Confirmar la revisión", today);
        planned(api, id, "Pedir los neumáticos", today.plusSeconds(60));
        planned(api, id, "Enviar el presupuesto", today.minus(2, ChronoUnit.DAYS));
        Visit visit = console.desktop(owner);
        Page page = visit.open("crm/activities");
        assertThat(tab(page, "Hoy")).containsText("2");
        assertThat(tab(page, "Atrasadas")).containsText("1");
        visit.axe();

        button(page, "Marcar «Confirmar la revisión» como hecho").focus();
        page.keyboard().press("x");
        assertThat(link(page, "Confirmar la revisión")).isHidden();
        assertThat(tab(page, "Hoy")).containsText("1");
        button(page, "Deshacer").click();
        assertThat(link(page, "Confirmar la revisión")).isVisible();
        assertThat(tab(page, "Hoy")).containsText("2");

        tab(page, "Atrasadas").click();
        button(page, "Cambiar de fecha «Enviar el presupuesto»").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Mañana"))
                .click();
        assertThat(heading(page, "Nada atrasado")).isVisible();
        tab(page, "Próximas").click();
        assertThat(link(page, "Enviar el presupuesto")).isVisible();
        button(page, "Marcar «Enviar el presupuesto» como hecho").click();
        assertThat(heading(page, "Nada por delante")).isVisible();
        tab(page, "Hechas").click();
        assertThat(link(page, "Enviar el presupuesto")).isVisible();
    }

    @Test
    void on_a_phone_something_is_planned_with_a_reminder() {
        Person owner = console.newOrganization("Peluquería Ola", "AR");
        contact(console.api(owner), "Salón Brisa SRL");
        Visit visit = console.visit(Look.PHONE.in("es-AR"), owner);
        Page page = visit.open("crm/activities");
        visit.fitsTheWidth();
        button(page, "Nueva actividad").click();
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Contacto"))
                .fill("brisa");
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Salón Brisa SRL"))
                .click();
        field(page, "Qué hay que hacer").fill("Llevar muestras");
        page.getByLabel("Avisar").selectOption("60");
        button(page, "Guardar actividad").click();
        tab(page, "Próximas").click();
        assertThat(link(page, "Llevar muestras")).isVisible();
        visit.fitsTheWidth();
    }

    @Test
    void a_calendar_finds_what_is_to_be_done_at_a_secret_address_until_it_is_ended() {
        Person owner = console.newOrganization("Estudio Lino", "ES");
        Api api = console.api(owner);
        planned(
                api,
                contact(api, "Galería Norte"),
                "Ver los bocetos",
                Instant.now().plus(1, ChronoUnit.DAYS));
        Visit visit = console.desktop(owner);
        Page page = visit.open("crm/activities");
        button(page, "Calendario").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Ver en mi calendario"))
                .click();
        button(page, "Crear dirección").click();
        String url = page.getByText(Pattern.compile("/api/v1/crm/calendar/.*\\.ics"))
                .first()
                .innerText();
        Api nobody = api.withoutLogin();
        String path = url.substring(url.indexOf("/api/"));
        assertThat(nobody.get(path).expect(200).body())
                .startsWith("BEGIN:VCALENDAR")
                .contains("Llamar: Ver los bocetos");
        button(page, "Anular").click();
        page.locator("c-dialog")
                .last()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Anular"))
                .last()
                .click();
        assertThat(page.getByText("Dirección anulada.")).isVisible();
        nobody.get(path).expect(404);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_pages_are_accessible(boolean dark) {
        Person carmen = console.data().carmen();
        Visit visit = console.visit(dark ? Look.DESKTOP.inDark() : Look.DESKTOP, carmen);
        visit.open("crm/contacts");
        visit.axe();
        String id = console.api(carmen).get(CONTACTS + "?q=encinar").text("/items/0/id");
        Page page = visit.open("crm/contacts/" + id);
        button(page, "Reunión").click();
        assertThat(field(page, "Participantes")).isVisible();
        visit.axe();
        visit.open("crm/contacts/" + id + "/edit");
        visit.axe();
        visit.open("crm/contacts/new");
        visit.axe();
    }
}
