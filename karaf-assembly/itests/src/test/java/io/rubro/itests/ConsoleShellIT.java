package io.rubro.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The shell on an installation of its own, from the link of the first start on: the door, the first steps, search,
 * languages and colours, and that nothing typed is lost when the session, the network or the server goes away.
 */
@TestMethodOrder(OrderAnnotation.class)
class ConsoleShellIT {

    @RegisterExtension
    static final Console console = Console.own();

    private static final Person ANA = Person.of("Ana García", "ana@example.com");

    /** A picture of one point. */
    private static final byte[] DOT = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator address(Page page) {
        return page.getByLabel("Domicilio fiscal");
    }

    @Test
    @Order(1)
    void the_link_of_the_first_start_leads_to_a_business_and_its_first_steps() {
        Visit visit = console.visit(Look.DESKTOP).tolerating("status of 422");
        Page page = visit.page();
        page.navigate("/console/");
        assertThat(page.getByText("Esta instalación es nueva")).isVisible();
        visit.axe();

        page.navigate("/console/setup#" + console.installation().setupToken());
        page.getByLabel("Nombre del negocio").fill("Carnicería Ana");
        page.getByLabel("NIF").fill("B12345678");
        page.getByLabel("Su nombre").fill(ANA.name());
        page.getByLabel("Correo electrónico").fill(ANA.email());
        page.getByLabel("Contraseña", new Page.GetByLabelOptions().setExact(true))
                .fill(ANA.password());
        visit.axe();
        button(page, "Crear y empezar").click();

        Locator taxId = page.getByLabel("NIF");
        assertThat(taxId).hasAttribute("aria-invalid", "true");
        assertThat(page.getByLabel("Nombre del negocio")).hasValue("Carnicería Ana");
        taxId.fill("B12345674");
        button(page, "Crear y empezar").click();

        assertThat(heading(page, "Primeros pasos")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/console/welcome$"));
        address(page).fill("Calle Mayor 1, 28013 Madrid");
        button(page, "Guardar").click();
        assertThat(heading(page, "Logotipo")).isVisible();
        visit.axe();

        visit.open(""); // left half way: the home page shows how far it is, and the wizard goes on from there
        page.getByText("Continuar").click();
        assertThat(heading(page, "Logotipo")).isVisible();
    }

    @Test
    @Order(2)
    void a_wrong_password_is_told_and_the_right_one_opens_the_door() {
        Visit visit = console.visit(Look.PHONE).tolerating("status of 401");
        Page page = visit.page();
        page.navigate("/console/settings");
        page.getByLabel("Correo electrónico").fill(ANA.email());
        page.getByLabel("Contraseña", new Page.GetByLabelOptions().setExact(true))
                .fill("no es esta frase");
        button(page, "Entrar").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        assertThat(page.getByLabel("Correo electrónico")).hasValue(ANA.email());
        visit.fitsTheWidth().axe();

        page.getByLabel("Contraseña", new Page.GetByLabelOptions().setExact(true))
                .fill(ANA.password());
        button(page, "Entrar").click();
        assertThat(heading(page, "Configuración")).isVisible(); // where he wanted to go
    }

    @Test
    @Order(3)
    void no_script_can_read_a_token() {
        Visit visit = console.visit(Look.DESKTOP).login(ANA);
        Page page = visit.page();
        assertThat((String) page.evaluate("document.cookie")).isEmpty();
        assertThat((String) page.evaluate("JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})"))
                .doesNotContain("eyJ");
        assertThat(visit.profile().cookies()).allSatisfy(cookie -> {
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.path).isEqualTo("/api/v1/security/session");
        });
    }

    @Test
    @Order(4)
    void search_goes_anywhere_from_the_keyboard() {
        Page page = console.desktop(ANA).open("");
        page.keyboard().press("Control+k");
        Locator box = page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName("Buscar o ir a…"));
        box.fill("configur");
        page.keyboard().press("Enter");
        assertThat(heading(page, "Configuración")).isVisible();

        page.keyboard().press("/");
        box.fill("zzzz");
        assertThat(page.getByText("Nada coincide")).isVisible();
        page.keyboard().press("Escape");
        assertThat(box).hasCount(0);
    }

    @Test
    @Order(5)
    void languages_and_colours_change_at_once_and_stay() {
        Visit visit = console.desktop(ANA);
        Page page = visit.open("account");
        page.getByRole(AriaRole.RADIO, new GetByRoleOptions().setName("English"))
                .click();
        assertThat(page.getByLabel("Your name")).isVisible();
        visit.open("settings/look");
        page.getByRole(AriaRole.RADIO, new GetByRoleOptions().setName("Español (Argentina)"))
                .click();
        assertThat(button(page, "Tu cuenta")).isVisible();
        page.getByRole(AriaRole.RADIO, new GetByRoleOptions().setName("Oscuro")).click();
        assertThat(page.locator("html")).hasAttribute("lang", "es-AR");
        assertThat((String) page.evaluate("getComputedStyle(document.documentElement).colorScheme"))
                .isEqualTo("dark");
        page.getByRole(AriaRole.RADIO, new GetByRoleOptions().setName("English"))
                .click();
        assertThat(heading(page, "Settings")).isVisible();
        visit.axe();
    }

    @Test
    @Order(6)
    void a_session_that_ends_in_the_middle_of_a_form_costs_nothing_that_was_typed() {
        Visit visit = console.visit(Look.DESKTOP).login(ANA).tolerating("status of 401");
        Page page = visit.open("settings");
        address(page).fill("Calle Nueva 2, 28013 Madrid");
        Api.login(console.installation(), ANA.email(), ANA.password())
                .delete("/api/v1/security/me/sessions")
                .expect(204);
        button(page, "Guardar").click();

        assertThat(heading(page, "Vuelva a entrar")).isVisible();
        visit.axe();
        page.getByLabel("Contraseña").fill(ANA.password());
        button(page, "Entrar").click();
        assertThat(page.getByText("Guardado")).isVisible();
        assertSaved("Calle Nueva 2, 28013 Madrid");
    }

    @Test
    @Order(7)
    void a_lost_network_in_the_middle_of_a_form_costs_nothing_that_was_typed() {
        Visit visit = console.desktop(ANA).tolerating("ERR_INTERNET_DISCONNECTED");
        Page page = visit.open("settings");
        address(page).fill("Calle Tercera 3, 28013 Madrid");
        visit.profile().setOffline(true);
        button(page, "Guardar").click();
        assertThat(page.getByText("El servidor no responde. Lo que ha escrito sigue aquí"))
                .isVisible();
        assertThat(page.getByText("Sin conexión con el servidor")).isVisible();
        assertThat(address(page)).hasValue("Calle Tercera 3, 28013 Madrid");

        visit.profile().setOffline(false);
        assertThat(page.getByText("Sin conexión con el servidor")).hasCount(0);
        button(page, "Guardar").click();
        assertThat(page.getByText("Guardado")).isVisible();
        assertSaved("Calle Tercera 3, 28013 Madrid");
    }

    @Test
    @Order(8)
    void leaving_with_something_typed_asks_first() {
        Page page = console.desktop(ANA).open("settings");
        address(page).fill("A medias");
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Inicio").setExact(true))
                .first()
                .click();
        assertThat(heading(page, "¿Salir sin guardar?")).isVisible();
        button(page, "Cancelar").click();
        assertThat(address(page)).hasValue("A medias");
    }

    @Test
    @Order(9)
    void another_business_is_one_click_away_and_shows_nothing_of_the_first() {
        Api ana = Api.login(console.installation(), ANA.email(), ANA.password());
        ana.post(
                        "/api/v1/security/platform/organizations",
                        Map.of(
                                "organization",
                                Map.of("name", "Riego del Plata", "country", "AR", "taxId", "30-71234567-1"),
                                "owner",
                                Map.of("email", ANA.email(), "name", ANA.name())))
                .expect(201);
        Page page = console.visit(Look.DESKTOP).login(ANA).page();
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("Cambiar de empresa")))
                .click();
        button(page, "Riego del Plata").click();
        assertThat(page.getByText("Argentina · ARS")).isVisible();
        page.navigate("/console/settings");
        assertThat(page.getByLabel("CUIT")).hasValue("30712345671");
    }

    @Test
    @Order(10)
    void a_lower_role_sees_neither_the_buttons_nor_the_data() {
        Api ana = Api.login(console.installation(), ANA.email(), ANA.password());
        Person eva = Person.of("Eva Ruiz", "eva@example.com");
        ana.post(
                        "/api/v1/security/users",
                        Map.of("email", eva.email(), "name", eva.name(), "password", eva.password(), "role", "viewer"))
                .expect(201);
        Visit visit = console.desktop(eva);
        Page page = visit.open("settings");
        assertThat(page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Empresa")))
                .hasCount(0);
        assertThat(address(page)).hasCount(0);
        List<?> refused = List.of(Api.login(console.installation(), eva.email(), eva.password())
                .put("/api/v1/security/organization", Map.of("name", "x"))
                .status());
        assertThat(refused).isEqualTo(List.of(403));
    }

    @Test
    @Order(11)
    void a_server_that_restarts_in_the_middle_of_a_form_costs_nothing_that_was_typed() {
        Visit visit = console.desktop(ANA).tolerating("ERR_|status of (404|50.)");
        Page page = visit.open("settings");
        address(page).fill("Calle Cuarta 4, 28013 Madrid");
        console.installation().stop();
        button(page, "Guardar").click();
        assertThat(page.getByText("El servidor no responde. Lo que ha escrito sigue aquí"))
                .isVisible();
        console.installation().start();
        assertThat(page.getByText("Sin conexión con el servidor"))
                .hasCount(
                        0,
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions().setTimeout(60_000));
        assertThat(address(page)).hasValue("Calle Cuarta 4, 28013 Madrid");
        button(page, "Guardar").click();
        assertThat(page.getByText("Guardado")).isVisible();
        assertSaved("Calle Cuarta 4, 28013 Madrid");
    }

    @Test
    @Order(12)
    void a_session_that_ends_before_a_file_is_sent_asks_for_the_login_and_sends_it() {
        Visit visit = console.visit(Look.DESKTOP).login(ANA).tolerating("status of 401");
        Page page = visit.open("settings");
        Api ana = Api.login(console.installation(), ANA.email(), ANA.password());
        ana.delete("/api/v1/security/me/sessions").expect(204);
        page.locator("input[type=file]").setInputFiles(new FilePayload("logo.png", "image/png", DOT));

        assertThat(heading(page, "Vuelva a entrar")).isVisible();
        assertThat(page.getByLabel("Contraseña")).isFocused();
        page.getByLabel("Contraseña").fill(ANA.password());
        button(page, "Entrar").click();
        assertThat(page.getByText("Guardado")).isVisible();
        assertThat(page.getByAltText("Logotipo actual")).isVisible();
        assertThat(page.locator("console-organization-switch img"))
                .hasAttribute("src", page.getByAltText("Logotipo actual").getAttribute("src"));
        ana.get("/api/v1/security/organization/logo").expect(200);

        button(page, "Quitar").click();
        assertThat(page.locator("console-organization-switch img")).hasAttribute("src", "static/icon.svg");
    }

    private static void assertSaved(String address) {
        assertThat(Api.login(console.installation(), ANA.email(), ANA.password())
                        .get("/api/v1/security/organization")
                        .json()
                        .path("address")
                        .asText())
                .isEqualTo(address);
    }
}
