package io.rubro.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.itests.Installation.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * The console of a running installation, in a browser. A static field with {@code @RegisterExtension} of a test class:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final Console console = Console.shared();
 *
 * @Test
 * void a_contact_is_found_by_its_name() {
 *     Visit visit = console.phone(console.data().ana());
 *     Page page = visit.open("crm/contacts");
 *     page.getByLabel("Buscar").fill("Asador");
 *     assertThat(page.getByText("Asador El Encinar SL")).isVisible();
 *     visit.axe();
 * }
 * }</pre>
 *
 * <p>One browser serves the whole run and each visit has a profile of its own in it. A test fails on any error of a page
 * or of the browser's console that it does not {@linkplain Visit#tolerating tolerate}; pictures of its pages are then in
 * {@code target/browser}.
 */
final class Console implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final Namespace HERE = Namespace.create(Console.class);
    private static final Path PICTURES = Path.of("target", "browser");
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final boolean own;
    private final List<Visit> visits = new ArrayList<>();
    private Chromium chromium;
    private Installation installation;
    private DemoData data;

    private Console(boolean own) {
        this.own = own;
    }

    /** The installation with the demo data, the same for all classes that ask for it: leave it as you found it. */
    static Console shared() {
        return new Console(false);
    }

    /** An installation of the class's own, which nobody has set up. */
    static Console own() {
        return new Console(true);
    }

    /** Lives until the end of the run. */
    private record Filled(Installation installation, DemoData data) implements AutoCloseable {

        static Filled start() {
            Installation started = Installation.started(Database.DERBY);
            try {
                return new Filled(started, DemoData.in(started, Installation.carniceria()));
            } catch (RuntimeException | AssertionError e) {
                started.close();
                throw e;
            }
        }

        @Override
        public void close() {
            installation.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Store run = context.getRoot().getStore(HERE);
        chromium = run.getOrComputeIfAbsent("browser", key -> Chromium.launch(), Chromium.class);
        if (own) {
            installation = Installation.started(Database.DERBY);
        } else {
            Filled filled = run.getOrComputeIfAbsent("installation", key -> Filled.start(), Filled.class);
            installation = filled.installation();
            data = filled.data();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            List<String> complaints =
                    visits.stream().flatMap(v -> v.complaints().stream()).toList();
            boolean failed = context.getExecutionException().isPresent();
            if (failed || !complaints.isEmpty()) {
                photograph(context);
            }
            if (failed) {
                complaints.forEach(System.err::println);
            } else {
                assertThat(complaints).as("errors in the browser").isEmpty();
            }
        } finally {
            visits.forEach(Visit::close);
            visits.clear();
        }
    }

    private void photograph(ExtensionContext context) {
        String name = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        int number = 1;
        for (Visit visit : visits) {
            visit.photographAll(PICTURES, name + (visits.size() == 1 ? "" : "-" + number++));
        }
        System.err.println("pictures of the failed test: " + PICTURES.resolve(name + "*.png"));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (own) {
            installation.close();
        }
    }

    // ------------------------------------------------------------------ for the tests

    /** Somebody nobody knows yet; closed after the test. */
    Visit visit(Look look) {
        Visit visit = new Visit(chromium, installation.url(), look);
        visits.add(visit);
        return visit;
    }

    /** Somebody with a session; no page is open yet. */
    Visit visit(Look look, Person person) {
        return visit(look).enter(person);
    }

    /** At a desk, in Spanish and light colours. */
    Visit desktop(Person person) {
        return visit(Look.DESKTOP, person);
    }

    /** On the way, in Spanish and light colours. */
    Visit phone(Person person) {
        return visit(Look.PHONE, person);
    }

    /** The people and shops of the shared installation. */
    DemoData data() {
        return data;
    }

    /** The REST API as somebody sees it: to prepare and to check. */
    Api api(Person person) {
        return Api.login(installation, person.email(), person.password());
    }

    /**
     * A new, empty organisation on the shared installation, for a test that changes things.
     *
     * @param country {@code ES} or {@code AR}
     * @return its owner
     */
    Person newOrganization(String name, String country) {
        Person owner = Person.of("Eva Ruiz", "owner" + NEXT.incrementAndGet() + "@example.com");
        api(data.ana())
                .post(
                        "/api/v1/security/platform/organizations",
                        Map.of(
                                "organization",
                                        Map.of(
                                                "name", name,
                                                "taxId", country.equals("AR") ? "30-71234567-1" : "B12345674",
                                                "country", country),
                                "owner",
                                        Map.of(
                                                "email", owner.email(),
                                                "name", owner.name(),
                                                "password", owner.password())))
                .expect(201);
        return owner;
    }

    /** To stop, start or kill it, or to put a plugin into it; only {@link #own()} ones should suffer that. */
    Installation installation() {
        return installation;
    }
}
