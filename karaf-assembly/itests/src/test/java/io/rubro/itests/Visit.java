package io.rubro.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody in front of the console, with a browser profile of his own. */
final class Visit implements AutoCloseable {

    private static final Pattern EMAIL = Pattern.compile("^(Correo electrónico|E-mail)$");
    private static final Pattern PASSWORD = Pattern.compile("^(Contraseña|Password)$");
    private static final Pattern ENTER = Pattern.compile("^(Entrar|Ingresar|Log in)$");

    /** The shell writes the path of a page that has its data into {@code <html data-ready>}. */
    private static final String READY =
            """
            () => {
              const bare = (path) => path.replace(/[?#].*/, '').replace(/^\\/console/, '').replace(/^\\/+|\\/+$/g, '');
              const ready = document.documentElement.dataset.ready;
              return ready !== undefined && bare(ready) === bare(location.pathname);
            }""";

    /** What the shell notes in the browser when somebody is in and has chosen a language; only once, so that it can forget it. */
    private static final String REMEMBERED =
            """
            if (localStorage.getItem('test.entered') === null) {
              localStorage.setItem('test.entered', '1');
              localStorage.setItem('rubro.in', '1');
              localStorage.setItem('rubro.locale', '%s');
            }""";

    private final BrowserContext profile;
    private final Look look;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<Pattern> tolerated = new ArrayList<>();

    Visit(Chromium chromium, String url, Look look) {
        this.look = look;
        profile = chromium.profile(url, look);
        profile.setDefaultTimeout(15_000);
        profile.onPage(this::listen);
        page = profile.newPage();
    }

    private void listen(Page opened) {
        opened.onPageError(error -> complaints.add("page error: " + error));
        opened.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add("console error: " + message.text() + " (" + message.location() + ")");
            }
        });
    }

    Page page() {
        return page;
    }

    /** For cookies, offline mode and more pages. */
    BrowserContext profile() {
        return profile;
    }

    // ------------------------------------------------------------------ getting somewhere

    /** Logs in through the login page, in any of its languages; returns when the first page has its data. */
    Visit login(Person person) {
        page.navigate("/console/login");
        page.getByLabel(EMAIL).fill(person.email());
        page.getByLabel(PASSWORD).fill(person.password());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(ENTER))
                .click();
        page.waitForURL(url -> !url.contains("/console/login"));
        ready();
        return this;
    }

    /** Has the cookie of a session without the login page, which is quicker. */
    Visit enter(Person person) {
        APIResponse answer = profile.request()
                .post(
                        "/api/v1/security/session",
                        RequestOptions.create()
                                .setHeader("X-Rubro-Console", "1")
                                .setData(Map.of("email", person.email(), "password", person.password())));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        profile.addInitScript(REMEMBERED.formatted(look.locale()));
        return this;
    }

    /**
     * Opens a page by its address and waits until it has its data.
     *
     * @param path below {@code /console/}: {@code crm/contacts}; empty for the home page
     */
    Page open(String path) {
        page.navigate("/console/" + path);
        return ready();
    }

    /** Waits until the page whose address the browser shows has its data: after a click that leads elsewhere. */
    Page ready() {
        page.waitForFunction(READY);
        return page;
    }

    // ------------------------------------------------------------------ judging

    /** No violation of any of axe's rules on the page as it is now. */
    Visit axe() {
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations)
                .as(
                        "accessibility of %s:%n%s",
                        page.url(), violations.stream().map(Visit::told).collect(Collectors.joining("\n")))
                .isEmpty();
        return this;
    }

    private static String told(Rule rule) {
        return "✗ " + rule.getId() + " (" + rule.getImpact() + "): " + rule.getHelp() + "\n"
                + rule.getNodes().stream().map(Visit::told).collect(Collectors.joining("\n"));
    }

    private static String told(CheckedNode node) {
        return "    " + node.getTarget() + "  " + node.getHtml() + "\n      "
                + String.valueOf(node.getFailureSummary()).replace("\n", "\n      ");
    }

    /** Nothing sticks out to the side: the page scrolls up and down only. */
    Visit fitsTheWidth() {
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))
                .as("pixels of %s beyond the right border", page.url())
                .isLessThanOrEqualTo(0);
        return this;
    }

    /**
     * Errors the test provokes.
     *
     * @param regex occurs in what the browser's console says: {@code "status of 422"}, {@code "ERR_INTERNET"}
     */
    Visit tolerating(String regex) {
        tolerated.add(Pattern.compile(regex));
        return this;
    }

    /** Errors of the page and of the browser's console that no test asked for. */
    List<String> complaints() {
        return complaints.stream()
                .filter(said ->
                        tolerated.stream().noneMatch(p -> p.matcher(said).find()))
                .toList();
    }

    // ------------------------------------------------------------------ keeping

    /** What the window shows now. */
    void photograph(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    /** Photographs every open page; for a test that has failed, so it never fails itself. */
    void photographAll(Path folder, String name) {
        int number = 1;
        for (Page each : profile.pages()) {
            try {
                each.screenshot(new Page.ScreenshotOptions()
                        .setPath(folder.resolve(name + "-" + number++ + ".png"))
                        .setTimeout(5000));
            } catch (PlaywrightException e) {
                System.err.println("no picture of " + each.url() + ": " + e.getMessage());
            }
        }
    }

    /** The first element with this test's text, wherever it is. */
    Locator text(String text) {
        return page.getByText(text).first();
    }

    @Override
    public void close() {
        profile.close();
    }
}
