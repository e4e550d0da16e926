package io.rubro.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rubro.demo.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A plugin comes, changes and goes while the console is open in a browser, and nobody reloads anything. */
class HotConsoleIT {

    private static final int REDEPLOYMENTS = 20;
    private static final Person ANA = Person.of("Ana", "ana@example.com");

    /** The tag of the page that is shown; it carries the revision of its module. */
    private static final String SHOWN =
            "() => document.querySelector('console-rooms')?.shadowRoot?.querySelector('#view')?.firstElementChild?.localName ?? ''";

    @RegisterExtension
    static final Console console = Console.own();

    @TempDir
    static Path kars;

    private static int versions;
    private static Path first;
    private static Path second;

    @BeforeAll
    static void prepare() throws IOException {
        Api.setUp(console.installation(), "Carnicería Ana", ANA.email());
        first = Installation.carniceria();
        second = kars.resolve("carniceria-0.1.1.kar");
        Demo.withVersion(first, second, "0.1.1");
    }

    @Test
    void a_plugin_comes_is_upgraded_and_goes_under_an_open_page() throws IOException {
        Visit visit = console.desktop(ANA).tolerating("status of (404|503)");
        Page page = visit.open("");
        page.evaluate("() => { window.neverReloaded = true; }");
        assertThat(entry(page)).hasCount(0);

        deploy(first);
        assertThat(entry(page)).isVisible();
        entry(page).click();
        visit.ready();
        assertThat(page.getByRole(AriaRole.HEADING, named("Balanza"))).isVisible();
        String old = (String) page.evaluate(SHOWN);
        Assertions.assertThat(old).startsWith("carniceria-scale-");

        deploy(second);
        remounted(page, old);
        visit.ready();
        assertThat(page.getByRole(AriaRole.HEADING, named("Balanza"))).isVisible();

        Files.delete(deployed());
        assertThat(entry(page)).hasCount(0);
        assertThat(page.locator("#view c-state")).isVisible();
        Assertions.assertThat(page.evaluate("() => window.neverReloaded")).isEqualTo(true);
    }

    @Test
    void twenty_redeployments_leave_nothing_behind_in_the_browser() throws IOException {
        Visit visit = console.desktop(ANA).tolerating("status of (404|503)");
        visit.open("");
        Page page = visit.page();
        deploy(first);
        assertThat(entry(page)).isVisible();
        Api api = console.api(ANA);
        api.post("/api/v1/devices", Map.of("name", "Mostrador", "driver", "carniceria.scale"))
                .expect(201);
        api.post("/api/v1/rubros/carniceria/products", Map.of("plu", 7, "name", "Morcilla", "pricePerKg", "9.90"))
                .expect(201);
        entry(page).click();
        visit.ready();
        assertThat(page.getByText("Morcilla")).isVisible();
        // what is made once: caches, compiled code, the elements of the kit
        for (int i = 0; i < 4; i++) {
            redeploy(page);
        }
        visit.ready();
        CDPSession browser = visit.profile().newCDPSession(page);
        browser.send("Performance.enable");
        Rest before = Rest.of(page, browser);
        for (int i = 0; i < REDEPLOYMENTS; i++) {
            redeploy(page);
        }
        visit.ready();
        Rest after = Rest.of(page, browser);
        System.out.println("before " + REDEPLOYMENTS + " redeployments: " + before + ", after: " + after);
        Assertions.assertThat(after.nodes()).as("DOM nodes").isLessThanOrEqualTo(before.nodes() * 1.2);
        Assertions.assertThat(after.listeners()).as("listeners").isLessThanOrEqualTo(before.listeners() * 1.2);
        Assertions.assertThat(after.heap()).as("bytes of the heap").isLessThanOrEqualTo(before.heap() * 1.2);
        assertThat(entry(page)).hasCount(1);
        Files.delete(deployed());
        assertThat(entry(page)).hasCount(0);
    }

    /**
     * The nodes of the page with all its shadows. Not those the browser counts: a script that was imported stays for as
     * long as the page, and with it the templates of each revision, which are nodes too.
     */
    private static final String NODES =
            """
            () => {
              const count = (root) => [...root.querySelectorAll('*')].reduce((sum, e) => sum + 1 + (e.shadowRoot ? count(e.shadowRoot) : 0), 0);
              return count(document);
            }""";

    /** What a page occupies once all that is garbage is gone. */
    private record Rest(double nodes, double listeners, double heap) {

        static Rest of(Page page, CDPSession browser) {
            // what one collection frees may hold what the next one can free
            for (int i = 0; i < 4; i++) {
                browser.send("HeapProfiler.collectGarbage");
            }
            JsonObject dom = browser.send("Memory.getDOMCounters");
            double heap = 0;
            for (JsonElement metric : browser.send("Performance.getMetrics").getAsJsonArray("metrics")) {
                JsonObject named = metric.getAsJsonObject();
                if (named.get("name").getAsString().equals("JSHeapUsedSize")) {
                    heap = named.get("value").getAsDouble();
                }
            }
            return new Rest(
                    ((Number) page.evaluate(NODES)).doubleValue(),
                    dom.get("jsEventListeners").getAsDouble(),
                    heap);
        }
    }

    /** Each time a higher version, for a lower one is refused. */
    private static void redeploy(Page page) throws IOException {
        String old = (String) page.evaluate(SHOWN);
        String version = "0.2." + versions++;
        Path next = kars.resolve("carniceria-" + version + ".kar");
        Demo.withVersion(first, next, version);
        deploy(next);
        remounted(page, old);
    }

    /** Waits until the page is shown by a newer revision of its module. */
    private static void remounted(Page page, String old) {
        page.waitForFunction(
                "old => { const shown = (" + SHOWN
                        + ")(); return shown.startsWith('carniceria-scale-') && shown !== old; }",
                old,
                new Page.WaitForFunctionOptions().setTimeout(60_000));
    }

    private static Path deployed() {
        return console.installation().deploy().resolve("carniceria.kar");
    }

    private static void deploy(Path kar) throws IOException {
        Path whole = deployed().resolveSibling(".carniceria.kar");
        Files.createDirectories(whole.getParent());
        Files.copy(kar, whole, StandardCopyOption.REPLACE_EXISTING);
        Files.move(whole, deployed(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Locator entry(Page page) {
        return page.locator("aside").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Balanza"));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
