package io.rubro.platform.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.module.Module;
import io.rubro.platform.rest.ApiDialect;
import io.rubro.platform.rest.internal.publish.TestPublishing;
import io.rubro.platform.rest.internal.testing.NotesResource;
import io.rubro.platform.rest.internal.testing.TestApi;
import io.rubro.platform.rest.internal.testing.TestApi.Answer;
import io.rubro.platform.rest.internal.testing.TestModule;
import io.rubro.platform.security.Caller;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A module that answers at the addresses and in the form of another program; its neighbours do not notice. */
class DialectTest {

    private static final String OPEN = "/api/notes/open";

    private TestApi api;
    private Dialect dialect;

    /** Says everything in one member, and syntax errors with another status. */
    private static final class Dialect implements ApiDialect {
        private Optional<Caller> guest = Optional.empty();
        private boolean speechless;

        @Override
        public Answer refuse(Refusal refusal) {
            if (speechless) {
                throw new IllegalStateException("speechless");
            }
            String fields =
                    String.join(",", refusal.faults().stream().map(Fault::field).toList());
            return new Answer(
                    refusal.status() == 400 ? 422 : refusal.status(),
                    "{\"said\":\"" + refusal.code() + " " + fields + "\"}");
        }

        @Override
        public Optional<Caller> guest(Locale locale) {
            return guest;
        }
    }

    @BeforeEach
    void start() {
        api = new TestApi();
        dialect = new Dialect();
        api.publish(TestModule.withRoots("foreign", 7, Set.of("notes", "other")), dialect, new NotesResource());
        api.publish(TestModule.core("notes", 8), new NotesResource());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static String said(Answer answer) {
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        return answer.at("/said");
    }

    @Test
    void its_resources_answer_below_its_roots_and_nowhere_else() {
        assertThat(api.get("/api/notes").status()).isEqualTo(200);
        assertThat(api.get("/api/notes/0JCR5M7Q8X2ZP").at("/title")).isEqualTo("Ñandú");
        assertThat(api.get("/api/v1/foreign/notes").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/notes/notes").status()).isEqualTo(200);
        assertThat(api.get("/api/unknown").at("/code")).isEqualTo("rest.not-found");
    }

    @Test
    void whatever_is_refused_is_said_in_its_form() {
        Answer unknown = api.get("/api/notes/0000000000001");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(said(unknown)).startsWith("notes.not-found");
        assertThat(said(api.get("/api/other/x"))).startsWith("rest.not-found");
        Answer broken = api.post("/api/notes", "{");
        assertThat(broken.status()).isEqualTo(422);
        assertThat(said(broken)).startsWith("rest.json.malformed");
        assertThat(said(api.post("/api/notes", "{\"color\":\"x\"}"))).contains("color");
        Answer anonymous = api.send(api.anonymous("/api/notes"));
        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(said(anonymous)).startsWith("rest.unauthenticated");
        assertThat(anonymous.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(said(api.put("/api/notes", "{}"))).startsWith("rest.method-not-allowed");
    }

    @Test
    void the_neighbours_keep_their_problem_documents() {
        Answer answer = api.get("/api/v1/notes/notes/0000000000001");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("/code")).isEqualTo("notes.not-found");
    }

    @Test
    void a_dialect_that_fails_hides_nothing() {
        dialect.speechless = true;
        Answer answer = api.get("/api/notes/0000000000001");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/code")).isEqualTo("notes.not-found");
    }

    @Test
    void a_program_here_without_credentials_is_the_guest_the_module_names() {
        assertThat(api.send(api.anonymous("/api/notes")).status()).isEqualTo(401);
        dialect.guest = Optional.of(new Caller(
                Caller.Kind.SYSTEM, null, "guest", TestApi.ORGANIZATION, Set.of("notes.note.read"), Locale.ENGLISH));
        assertThat(api.send(api.anonymous("/api/notes")).status()).isEqualTo(200);
        assertThat(api.send(api.anonymous(OPEN)).at("/caller")).isEqualTo("guest");
        assertThat(api.send(api.json(api.anonymous("/api/notes"), "POST", new byte[] {'{'}))
                        .status())
                .as("no more than its permissions")
                .isEqualTo(403);
    }

    @Test
    void nobody_is_a_guest_who_shows_credentials_or_comes_from_elsewhere_or_asks_another_module() {
        dialect.guest = Optional.of(Caller.system("guest", TestApi.ORGANIZATION));
        assertThat(api.send(api.as("forged", "/api/notes")).status()).isEqualTo(401);
        assertThat(api.send(api.anonymous("/api/notes").header("X-API-Key", "")).status())
                .isEqualTo(401);
        assertThat(api.send(api.anonymous("/api/notes").header("X-Forwarded-For", "127.0.0.1"))
                        .status())
                .isEqualTo(401);
        assertThat(api.send(api.anonymous("/api/notes").header("Origin", "https://evil.example"))
                        .status())
                .isEqualTo(401);
        assertThat(api.send(api.anonymous("/api/v1/notes/notes")).status()).isEqualTo(401);
        api.servlet().configure(TestApi.settings(64 << 10, "192.0.2.1"));
        assertThat(api.send(api.anonymous("/api/notes")).status())
                .as("this server stands behind a proxy")
                .isEqualTo(401);
    }

    @Test
    void it_is_described_among_all_and_on_a_page_of_its_own() {
        assertThat(api.get("/api/openapi.json").json().path("paths").has("/api/notes"))
                .isTrue();
        assertThat(api.get("/api/openapi.json").at("/info/description")).contains("/docs/?module=foreign");
        Answer own = api.get("/api/openapi.json?module=foreign");
        assertThat(own.at("/info/title")).isEqualTo("Rubro · Módulo foreign");
        assertThat(own.json().path("paths").has("/api/v1/notes/notes")).isFalse();
        assertThat(own.json().at("/paths/~1api~1notes/get/responses/4XX/$ref").asText())
                .isEqualTo("#/components/responses/Detail");
        assertThat(api.get("/api/openapi.json?module=nothing").status()).isEqualTo(404);
    }

    @Test
    void it_goes_from_all_its_addresses_at_once() {
        Module module = TestModule.withRoots("third", 9, Set.of("clientes", "facturas"));
        TestPublishing published = api.publish(module, new NotesResource());
        assertThat(api.get("/api/clientes").status()).isEqualTo(404);
        published.close();
        assertThat(api.get("/api/clientes").status()).isEqualTo(503);
        assertThat(api.get("/api/facturas/x").status()).isEqualTo(503);
        api.uninstall(module);
        assertThat(api.get("/api/facturas").status()).isEqualTo(404);
    }
}
