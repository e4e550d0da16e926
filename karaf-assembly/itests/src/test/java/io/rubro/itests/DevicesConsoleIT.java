package io.rubro.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Devices in the console, from their registration to what they say now. */
class DevicesConsoleIT {

    @RegisterExtension
    static final Console console = Console.shared();

    @Test
    void a_device_is_registered_gets_its_credentials_and_is_seen_live() throws MqttException {
        Person owner = console.newOrganization("Obrador vivo", "ES");
        Visit visit = console.desktop(owner);
        Page page = visit.open("devices/devices");
        page.getByRole(AriaRole.LINK, named("Nuevo dispositivo")).first().click();
        visit.ready();
        field(page, "Nombre").fill("Horno");
        field(page, "Controlador").selectOption(new SelectOption().setLabel("JSON por MQTT"));
        field(page, "Lugar").fill("Obrador");
        button(page, "Registrar").click();

        assertThat(page.getByRole(AriaRole.HEADING, named("Credenciales de «Horno»")))
                .isVisible();
        String secret = page.locator("c-secret code").textContent();
        String user = copied(page, "Usuario");
        String topic = copied(page, "Publica en").replace("#", "data");
        Assertions.assertThat(copied(page, "Dirección MQTT")).startsWith("mqtt://127.0.0.1:");
        Assertions.assertThat(copied(page, "Probar desde una terminal"))
                .startsWith("mosquitto_pub ")
                .contains(secret);
        visit.axe();
        button(page, "Ya lo he guardado").click();
        page.waitForURL(url -> url.matches(".*/devices/devices/[0-9A-Z]{13}"));
        visit.ready();
        assertThat(page.getByText("Todavía no ha dicho nada")).isVisible();

        try (MqttClient oven = new MqttClient(console.installation().mqttUrl(), user, new MemoryPersistence())) {
            MqttConnectOptions options = new MqttConnectOptions();
            options.setUserName(user);
            options.setPassword(secret.toCharArray());
            oven.connect(options);
            say(oven, topic, "{\"temperature\": 181.5}");
            assertThat(value(page, "Temperatura")).containsText("181,5");
            assertThat(page.locator("c-chart canvas")).isVisible();
            assertThat(page.locator("c-page").getByText("Conectado").first()).isVisible();
            say(oven, topic, "{\"temperature\": 203.25}");
            assertThat(value(page, "Temperatura")).containsText("203,25");
            assertThat(page.locator("c-grid").getByText("181,5").first()).isVisible();
            visit.axe();
            oven.disconnect();
        }
        visit.open("devices/devices");
        assertThat(page.getByText("Temperatura 203,25").first()).isVisible();
    }

    @Test
    void what_the_driver_refuses_is_said_at_its_field_and_nothing_typed_is_lost() {
        Person owner = console.newOrganization("Obrador torpe", "ES");
        Visit visit = console.desktop(owner).tolerating("status of 422");
        Page page = visit.open("devices/devices/new");
        field(page, "Controlador").selectOption(new SelectOption().setLabel("JSON por MQTT"));
        button(page, "Registrar").click();
        assertThat(field(page, "Nombre")).isFocused();
        field(page, "Nombre").fill("Sonda");
        field(page, "Unidades (temperature=Cel, humidity=%)").fill("nada que valga");
        button(page, "Registrar").click();
        assertThat(field(page, "Unidades (temperature=Cel, humidity=%)")).hasAttribute("aria-invalid", "true");
        assertThat(field(page, "Nombre")).hasValue("Sonda");
        field(page, "Unidades (temperature=Cel, humidity=%)").fill("temperature=Cel");
        button(page, "Registrar").click();
        button(page, "Ya lo he guardado").click();
        assertThat(page.getByRole(AriaRole.HEADING, named("Sonda"))).isVisible();
    }

    @Test
    void who_may_only_look_sees_no_deeds_and_who_may_not_read_values_sees_none() {
        Person owner = console.newOrganization("Obrador mirado", "ES");
        Api api = console.api(owner);
        String device = api.post("/api/v1/devices", Map.of("name", "Vitrina", "driver", "json"))
                .expect(201)
                .text("/id");
        api.post(
                        "/api/v1/telemetry/devices/" + device + "/readings",
                        Map.of("readings", List.of(Map.of("metric", "temperature", "number", "4.5"))))
                .expect(204);
        Person viewer = member(api, "viewer");
        Person porter = member(
                api,
                api.post(
                                "/api/v1/security/roles",
                                Map.of("name", "Portero", "permissions", List.of("devices.device.read")))
                        .expect(201)
                        .text("/id"));

        Visit looking = console.desktop(viewer);
        Page page = looking.open("devices/devices");
        assertThat(page.getByText("Temperatura 4,5").first()).isVisible();
        assertThat(page.getByRole(AriaRole.LINK, named("Nuevo dispositivo"))).hasCount(0);
        looking.open("devices/devices/" + device);
        assertThat(value(page, "Temperatura")).containsText("4,5");
        assertThat(button(page, "Más acciones")).hasCount(0);
        assertThat(button(page, "Mandar orden")).hasCount(0);
        looking.open("devices/devices/new");
        assertThat(page.getByRole(AriaRole.HEADING, named("No tiene permiso"))).isVisible();
        assertThat(field(page, "Nombre")).hasCount(0);

        Visit guarding = console.desktop(porter);
        Page door = guarding.open("devices/devices");
        assertThat(door.getByText("Vitrina").first()).isVisible();
        assertThat(door.getByText("4,5")).hasCount(0);
        guarding.open("devices/devices/" + device);
        assertThat(door.getByRole(AriaRole.HEADING, named("Vitrina"))).isVisible();
        assertThat(door.locator("c-chart")).hasCount(0);
    }

    @Test
    void on_a_phone_a_device_is_found_looked_at_blocked_and_let_in_again() {
        Person owner = console.newOrganization("Obrador lejano", "ES");
        Api api = console.api(owner);
        api.post("/api/v1/devices", Map.of("name", "Congelador", "driver", "json"))
                .expect(201);
        Visit visit = console.phone(owner);
        Page page = visit.open("devices/devices");
        visit.fitsTheWidth();
        page.getByText("Congelador").first().click();
        visit.ready();
        visit.fitsTheWidth();
        button(page, "Más acciones").click();
        page.getByRole(AriaRole.MENUITEM, named("Bloquear")).click();
        page.locator("c-dialog").getByRole(AriaRole.BUTTON, inside("Bloquear")).click();
        assertThat(page.getByText("Bloqueado").first()).isVisible();
        button(page, "Más acciones").click();
        page.getByRole(AriaRole.MENUITEM, named("Permitir")).click();
        assertThat(page.getByText("Sin estrenar").first()).isVisible();
        visit.axe();
    }

    @Test
    void every_page_is_accessible_in_both_themes() {
        Person ana = console.data().ana();
        String room =
                console.api(ana).get("/api/v1/devices?q=frigor").expect(200).text("/items/0/id");
        for (Look look : new Look[] {Look.DESKTOP, Look.DESKTOP.inDark(), Look.PHONE, Look.PHONE.inDark()}) {
            Visit visit = console.visit(look, ana);
            for (String path : List.of("devices/devices", "devices/devices/new", "devices/devices/" + room)) {
                visit.open(path);
                visit.axe().fitsTheWidth();
            }
            for (String path : List.of("carniceria/scale", "carniceria/products", "carniceria/weighings")) {
                visit.open(path);
                visit.axe().fitsTheWidth();
            }
        }
    }

    @Test
    void at_the_counter_what_lies_on_the_scale_is_priced_and_recorded() {
        Person owner = console.newOrganization("Mostrador", "ES");
        Api api = console.api(owner);
        String scale = api.post("/api/v1/devices", Map.of("name", "Balanza", "driver", "carniceria.scale"))
                .expect(201)
                .text("/id");
        Visit visit = console.phone(owner);
        Page page = visit.open("carniceria/products");
        button(page, "Nuevo producto").first().click();
        field(page, "PLU").fill("7");
        field(page, "Producto").fill("Morcilla");
        field(page, "Precio por kg").fill("9,90");
        button(page, "Crear").click();
        assertThat(page.getByText("Morcilla").first()).isVisible();

        visit.open("carniceria/scale");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Morcilla"))
                .click();
        lay(api, scale, "0.512", "motion");
        assertThat(page.getByText("Moviéndose")).isVisible();
        assertThat(button(page, "Registrar")).isDisabled();
        lay(api, scale, "1.255", "stable");
        assertThat(page.getByText("1,255").first()).isVisible();
        assertThat(page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("12,42")))
                .isVisible();
        visit.fitsTheWidth();
        visit.axe();
        button(page, "Registrar").click();
        assertThat(page.getByRole(AriaRole.HEADING, named("Última pesada"))).isVisible();
        visit.open("carniceria/weighings");
        assertThat(page.getByText("Morcilla").first()).isVisible();
        assertThat(page.getByText("12,42").first()).isVisible();
    }

    // ------------------------------------------------------------------ the steps

    private static void lay(Api api, String scale, String kilograms, String status) {
        api.post(
                        "/api/v1/telemetry/devices/" + scale + "/readings",
                        Map.of(
                                "readings",
                                List.of(
                                        Map.of("metric", "weight", "number", kilograms, "unit", "kg"),
                                        Map.of("metric", "status", "text", status))))
                .expect(204);
    }

    private static Person member(Api api, String role) {
        Person person = Person.of("Pía Ríos", "member" + System.nanoTime() + "@example.com");
        api.post(
                        "/api/v1/security/users",
                        Map.of(
                                "email", person.email(),
                                "name", person.name(),
                                "password", person.password(),
                                "role", role))
                .expect(201);
        return person;
    }

    private static void say(MqttClient device, String topic, String json) throws MqttException {
        device.publish(topic, json.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    private static Locator value(Page page, String metric) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(metric))
                .first();
    }

    private static String copied(Page page, String label) {
        return page.locator("c-copy[label='" + label + "'] code").textContent();
    }

    /** By its whole label; that of a required field ends with an asterisk. */
    private static Locator field(Page page, String label) {
        return page.getByLabel(Pattern.compile("^" + label.replaceAll("[.*+?^${}()|\\[\\]]", "\\\\$0") + "\\*?$"));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, named(name));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions inside(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
