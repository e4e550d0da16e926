package io.rubro.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The screens by which somebody runs the business and the server: people, roles, keys, trail, plugins, health. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class AdminConsoleIT {

    @RegisterExtension
    static final Console console = Console.own();

    private static final Person ANA = Person.of("Ana", "ana@example.com");
    private static final List<String> PAGES = List.of(
            "security/users",
            "security/roles",
            "security/roles/staff",
            "security/roles/new",
            "security/api-keys",
            "security/api-keys/new",
            "security/organizations",
            "security/organizations/new",
            "security/accounts",
            "audit/entries",
            "jobs/list",
            "jobs/list/security.cleanup",
            "events/held",
            "marketplace/plugins",
            "observability/system",
            "");

    @BeforeAll
    static void aBusiness() {
        Api.setUp(console.installation(), "La Dehesa", ANA.email());
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator dialogButton(Page page, String name) {
        return page.locator("c-dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator badge(Page page, String text) {
        return page.locator("c-badge")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    private static Locator textbox(Page page, String name) {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator choice(Page page, String name) {
        return page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(name));
    }

    /** The field of an open dialog; a list behind it may have one of the same name. */
    private static Locator email(Page page) {
        return page.locator("c-dialog").getByLabel("Correo");
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void somebody_invited_comes_in_with_a_lower_role_and_sees_nothing_of_the_administration() {
        Visit owner = console.desktop(ANA);
        Page page = owner.open("security/users");
        button(page, "Invitar").click();
        assertThat(email(page)).isFocused();
        email(page).fill("no es un correo");
        button(page, "Crear invitación").click();
        assertThat(page.locator("c-dialog [aria-invalid=true]")).isVisible();
        email(page).fill("carmen@example.com");
        choice(page, "Rol").selectOption("staff");
        button(page, "Crear invitación").click();
        String address = page.locator("c-secret code").textContent();
        assertThat(button(page, "Listo")).isFocused();
        button(page, "Listo").click();
        assertThat(page.getByText("Invitaciones pendientes")).isVisible();

        Visit guest = console.visit(Look.DESKTOP);
        Page theirs = guest.page();
        theirs.navigate(address);
        theirs.getByLabel("Su nombre").fill("Carmen Soler");
        theirs.getByLabel("Contraseña", new Page.GetByLabelOptions().setExact(true))
                .fill(Api.PASSWORD);
        theirs.getByRole(AriaRole.MAIN)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("Entrar|Aceptar")))
                .click();
        theirs.waitForURL(url -> !url.contains("/invitation"));
        guest.ready();
        for (String hidden : List.of("Usuarios", "Roles", "Claves de API", "Auditoría", "Complementos", "Empresas")) {
            assertThat(link(theirs, hidden)).hasCount(0);
        }
        theirs.navigate("/console/security/users");
        assertThat(theirs.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("No tiene permiso")))
                .isVisible();
        assertThat(theirs.getByRole(AriaRole.MAIN).getByText("carmen@example.com"))
                .hasCount(0);

        Api carmen = Api.login(console.installation(), "carmen@example.com", Api.PASSWORD);
        for (String path : List.of(
                "security/users",
                "security/invitations",
                "security/api-keys",
                "security/platform/accounts",
                "audit/entries",
                "jobs",
                "events/held",
                "marketplace/plugins",
                "observability/system/history")) {
            carmen.get("/api/v1/" + path).expect(403);
        }

        owner.open("security/users");
        assertThat(page.getByText("Invitaciones pendientes")).hasCount(0);
        link(page, "Carmen Soler").click();
        owner.ready();
        choice(page, "Rol").selectOption("viewer");
        button(page, "Guardar el rol").click();
        assertThat(page.getByText("Rol guardado")).isVisible();
        button(page, "Bloquear").click();
        dialogButton(page, "Bloquear").click();
        assertThat(badge(page, "Bloqueado")).isVisible();
        assertThat(carmen.get("/api/v1/security/me/access").status()).isBetween(401, 403);
    }

    @Test
    void the_only_owner_stays_one_and_an_invitation_can_be_withdrawn() {
        Visit owner = console.desktop(ANA).tolerating("status of 409");
        Page page = owner.open("security/users");
        button(page, "Invitar").click();
        email(page).fill("nadie@example.com");
        button(page, "Crear invitación").click();
        String token = page.locator("c-secret code").textContent().replaceAll(".*#", "");
        button(page, "Listo").click();
        button(page, "Retirar nadie@example.com").click();
        assertThat(dialogButton(page, "Cancelar")).isFocused();
        dialogButton(page, "Retirar").click();
        assertThat(page.getByText("nadie@example.com")).hasCount(0);
        assertThat(Api.anonymous(console.installation().url())
                        .post("/api/v1/security/invitations/preview", Map.of("token", token))
                        .status())
                .isBetween(400, 499);

        link(page, "Ana").first().click();
        owner.ready();
        choice(page, "Rol").selectOption("viewer");
        button(page, "Guardar el rol").click();
        assertThat(page.getByText("Es el único propietario").first()).isVisible();
    }

    @Test
    void a_role_and_a_key_may_do_what_was_ticked_and_the_trail_knows_it() {
        Visit owner = console.desktop(ANA);
        Page page = owner.open("security/roles/new");
        button(page, "Crear el rol").click();
        assertThat(page.getByText("obligatorio").first()).isVisible();
        textbox(page, "Nombre").fill("Mostrador");
        page.getByLabel("Ver facturas, cobros y series").check();
        button(page, "Crear el rol").click();
        page.waitForURL("**/security/roles");
        owner.ready();
        link(page, "Mostrador").click();
        owner.ready();
        assertThat(page.getByLabel("Ver facturas, cobros y series")).isChecked();
        button(page, "Eliminar").click();
        dialogButton(page, "Eliminar").click();
        page.waitForURL("**/security/roles");

        owner.open("security/api-keys/new");
        textbox(page, "Nombre").fill("Tienda en línea");
        button(page, "Crear la clave").click();
        assertThat(page.getByText("Marque al menos un permiso")).isVisible();
        page.getByLabel("Ver y verificar la auditoría").check();
        button(page, "Crear la clave").click();
        String secret = page.locator("c-secret code").textContent();
        button(page, "Listo").click();
        Api shop = Api.anonymous(console.installation().url()).with("X-API-Key", secret);
        shop.get("/api/v1/audit/entries").expect(200);
        shop.get("/api/v1/security/users").expect(403);
        link(page, "Tienda en línea").click();
        owner.ready();
        button(page, "Revocar").click();
        dialogButton(page, "Revocar").click();
        assertThat(badge(page, "Revocada")).isVisible();

        owner.open("audit/entries");
        assertThat(page.getByText("Clave de API creada").first()).isVisible();
        page.getByText("Rol creado").first().click();
        assertThat(page.locator("c-dialog").getByText("Mostrador")).isVisible();
        dialogButton(page, "Cerrar").last().click();
        button(page, "Comprobar").click();
        assertThat(page.getByText(Pattern.compile("\\d+ anotaciones, íntegras")))
                .isVisible();
        owner.axe();
    }

    @Test
    void a_plugin_comes_from_a_file_stops_and_goes_and_a_broken_file_is_refused_in_words() {
        Visit owner = console.desktop(ANA).tolerating("status of 4\\d\\d");
        Page page = owner.open("marketplace/plugins");
        Locator file = page.getByLabel("Elegir archivo");
        file.setInputFiles(
                new FilePayload("roto.kar", "application/zip", "no es un KAR".getBytes(StandardCharsets.UTF_8)));
        assertThat(page.getByText("No se ha instalado roto.kar")).isVisible();
        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("no es un KAR o está dañado");
        owner.axe();

        file.setInputFiles(Installation.carniceria());
        Locator plugin = link(page, "Carnicería").first();
        assertThat(plugin)
                .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                        .setTimeout(30_000));
        page.locator("a.plugin").click();
        owner.ready();
        assertThat(badge(page, "En marcha")).isVisible();
        assertThat(page.getByText("Permisos que añade")).isVisible();
        owner.axe();
        button(page, "Detener").click();
        dialogButton(page, "Detener").click();
        assertThat(badge(page, "Detenido")).isVisible();
        button(page, "Poner en marcha").click();
        assertThat(badge(page, "En marcha")).isVisible();
        button(page, "Quitar").click();
        dialogButton(page, "Quitar").click();
        page.waitForURL("**/marketplace/plugins");
        assertThat(page.getByText("Ningún complemento")).isVisible();
    }

    @Test
    void a_job_runs_at_once_and_a_business_is_made_for_somebody_else() {
        Visit owner = console.desktop(ANA);
        Page page = owner.open("jobs/list/security.cleanup");
        assertThat(page.getByText("Cada hora")).isVisible();
        button(page, "Ejecutar ahora").click();
        assertThat(page.getByText("Bien").first()).isVisible();

        owner.open("security/organizations/new");
        textbox(page, "Nombre").first().fill("La Pampa");
        choice(page, "País").selectOption("AR");
        textbox(page, "Nombre").last().fill("Martín Sosa");
        textbox(page, "Correo").fill("martin@example.com");
        page.locator("input[type=password]").fill(Api.PASSWORD);
        button(page, "Crear la empresa").click();
        page.waitForURL("**/security/organizations");
        owner.ready();
        assertThat(page.getByText("La Pampa").first()).isVisible();
        assertThat(Api.login(console.installation(), "martin@example.com", Api.PASSWORD)
                        .get("/api/v1/security/organization")
                        .text("/name"))
                .isEqualTo("La Pampa");
    }

    @Test
    void a_webhook_is_made_and_tried_out_and_its_log_tells_what_came_of_it() throws Exception {
        Api api = Api.login(console.installation(), ANA.email(), Api.PASSWORD).with("If-Match", "*");
        WebhookReceiver receiver = WebhookReceiver.allowedBy(console.installation(), api);
        Visit owner = console.desktop(ANA).tolerating("status of 422");
        Page page = owner.open("webhooks/endpoints");
        assertThat(page.getByText("Todavía no hay webhooks")).isVisible();
        button(page, "Nuevo webhook").click();
        textbox(page, "Dirección").fill("https://10.0.0.1/");
        choice(page, "Eventos").fill("billing.invoice.issued,crm.*,");
        textbox(page, "Descripción").fill("Gestoría");
        button(page, "Crear webhook").click();
        assertThat(page.locator("c-dialog")
                        .getByText("no es un servidor público")
                        .first())
                .isVisible();
        textbox(page, "Dirección").fill(receiver.url());
        owner.axe();
        button(page, "Crear webhook").click();
        receiver.knows(page.locator("c-secret code").textContent());
        button(page, "Listo").click();
        page.waitForURL("**/webhooks/endpoints/*");
        owner.ready().getByText("Todavía no se ha enviado nada");

        button(page, "Enviar prueba").click();
        String id = receiver.next().at("/id").asText();
        assertThat(badge(page, "Entregado")).isVisible();
        page.getByText("webhooks.test").first().click();
        assertThat(page.locator("c-dialog").getByText("HTTP 200")).isVisible();
        assertThat(page.locator("c-dialog").getByText(id).first()).isVisible();
        owner.axe();
        dialogButton(page, "Enviar otra vez").click();
        assertThat(receiver.next().at("/id").asText()).isEqualTo(id);

        button(page, "Más acciones").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Renovar el secreto"))
                .click();
        dialogButton(page, "Renovar el secreto").click();
        receiver.knows(page.locator("c-secret code").textContent());
        button(page, "Listo").click();
        assertThat(page.getByText("Secreto anterior")).isVisible();
        button(page, "Enviar prueba").click();
        assertThat(receiver.next().at("/type").asText()).isEqualTo("webhooks.test");

        receiver.close();
        button(page, "Enviar prueba").click();
        assertThat(badge(page, "Fallido")).isVisible();
        assertThat(page.getByText("No acepta envíos desde")).isVisible();
        owner.axe();
        Visit phone = console.phone(ANA);
        for (String path : List.of("webhooks/endpoints", page.url().replaceFirst(".*/console/", ""))) {
            phone.open(path);
            phone.axe().fitsTheWidth();
        }
        button(page, "Más acciones").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Borrar"))
                .click();
        dialogButton(page, "Borrar").click();
        assertThat(page.getByText("Todavía no hay webhooks")).isVisible();
    }

    @Test
    void on_a_phone_everything_fits_and_a_user_is_found() {
        Visit owner = console.phone(ANA);
        for (String path : PAGES) {
            owner.open(path);
            owner.fitsTheWidth();
        }
        Page page = owner.open("security/users");
        page.getByPlaceholder("Buscar por nombre o correo").fill("ana@");
        link(page, "Ana").first().click();
        owner.ready();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Ana")))
                .isVisible();
        owner.axe();
    }
}
