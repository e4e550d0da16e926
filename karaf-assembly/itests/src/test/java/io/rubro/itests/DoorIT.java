package io.rubro.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coming into the console, and staying in. */
class DoorIT {

    @RegisterExtension
    static final Console console = Console.shared();

    @ParameterizedTest
    @ValueSource(strings = {"es-ES", "es-AR", "en"})
    void somebody_logs_in_through_the_page_in_each_language(String language) {
        Page page = console.visit(Look.PHONE.in(language))
                .login(console.data().carmen())
                .page();
        Assertions.assertThat(page.url()).endsWith("/console/");
    }

    @Test
    void a_wrong_password_is_told_and_the_address_is_kept() {
        Visit visit = console.visit(Look.DESKTOP).tolerating("status of 401");
        Page page = visit.open("login");
        page.getByLabel("Correo electrónico").fill(console.data().luis().email());
        page.getByLabel("Contraseña", new Page.GetByLabelOptions().setExact(true))
                .fill("no es esta, ni de lejos");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Entrar").setExact(true))
                .click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        assertThat(page.getByLabel("Correo electrónico"))
                .hasValue(console.data().luis().email());
        visit.axe();
    }

    @Test
    void the_door_is_accessible_on_desktop_and_phone_in_both_themes() {
        for (Look look : new Look[] {Look.DESKTOP, Look.DESKTOP.inDark(), Look.PHONE, Look.PHONE.inDark()}) {
            Visit visit = console.visit(look);
            visit.open("login");
            visit.axe().fitsTheWidth();
        }
    }

    @Test
    void a_session_survives_a_reload_and_no_script_can_read_it() {
        Visit visit = console.desktop(console.data().ana());
        Page page = visit.open("");
        page.reload();
        visit.ready();
        Assertions.assertThat(page.url()).endsWith("/console/");
        Assertions.assertThat((String)
                        page.evaluate("() => JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})"
                                + " + document.cookie"))
                .doesNotContain("eyJ")
                .doesNotContainIgnoringCase("token");
    }
}
