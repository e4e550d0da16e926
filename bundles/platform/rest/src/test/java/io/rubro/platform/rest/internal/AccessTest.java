package io.rubro.platform.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.rest.internal.testing.NotesResource;
import io.rubro.platform.rest.internal.testing.TestApi;
import io.rubro.platform.rest.internal.testing.TestApi.Answer;
import io.rubro.platform.rest.internal.testing.TestModule;
import io.rubro.platform.security.Authenticator;
import java.net.http.HttpRequest;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may call what: nobody, unless it is said. */
class AccessTest {

    private static TestApi api;

    @BeforeAll
    static void start() {
        api = new TestApi();
        api.publish(TestModule.core("notes", 7), new NotesResource());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void who_shows_no_credentials_is_asked_for_some() {
        Answer answer = api.send(api.anonymous("/api/v1/notes/notes"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("/code")).isEqualTo("rest.unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"rubro\"");
    }

    @Test
    void refused_credentials_are_told_apart() {
        Answer answer = api.send(api.as("forged", "/api/v1/notes/notes"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("/code")).isEqualTo("security.token-invalid");
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @Test
    void refused_credentials_do_not_lock_anybody_out_of_what_is_open() {
        Answer answer = api.send(api.as("forged", "/api/v1/notes/notes/open"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/caller")).isEqualTo("anonymous");
    }

    @Test
    void a_missing_permission_is_named() {
        assertThat(api.send(api.as("reader", "/api/v1/notes/notes")).status()).isEqualTo(200);
        Answer answer = api.send(api.json(api.as("reader", "/api/v1/notes/notes"), "POST", new byte[] {'{'}));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/code")).isEqualTo("rest.permission");
        assertThat(answer.at("/detail")).isEqualTo("Falta el permiso «notes.note.write».");
    }

    @Test
    void a_method_that_says_nothing_is_refused_to_everybody() {
        assertThat(api.get("/api/v1/notes/notes/closed").status()).isEqualTo(403);
        Answer anonymous = api.send(api.anonymous("/api/v1/notes/notes/closed"));
        assertThat(anonymous.status()).isEqualTo(403);
        assertThat(anonymous.body()).doesNotContain("nobody may read this");
    }

    @Test
    void the_method_works_for_the_callers_organisation() {
        assertThat(api.get("/api/v1/notes/notes/me").at("/tenant")).isEqualTo(TestApi.ORGANIZATION.toString());
        assertThat(api.send(api.as("ana-elsewhere", "/api/v1/notes/notes/me")).at("/tenant"))
                .isEqualTo(TestApi.OTHER_ORGANIZATION.toString());
        assertThat(api.send(api.as("nowhere", "/api/v1/notes/notes/me")).at("/tenant"))
                .isEqualTo("none");
    }

    @Test
    void the_method_knows_the_language() {
        Answer answer = api.send(api.ana("/api/v1/notes/notes/open").header("Accept-Language", "es-AR,es;q=0.9"));
        assertThat(answer.at("/language")).isEqualTo("es-AR");
    }

    @Test
    void the_list_of_modules_is_for_those_who_logged_in() {
        assertThat(api.send(api.anonymous("/api/v1")).status()).isEqualTo(401);
        Answer answer = api.get("/api/v1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/items/0").toString())
                .isEqualTo("{\"id\":\"notes\",\"name\":\"Módulo notes\",\"version\":\"1.2.3\",\"kind\":\"core\","
                        + "\"basePath\":\"/api/v1/notes\"}");
        Answer post = api.send(api.ana("/api/v1/").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(post.status()).isEqualTo(405);
        assertThat(post.header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void without_a_way_to_tell_who_calls_nothing_is_answered() {
        try (TestApi starting = new TestApi()) {
            starting.publish(TestModule.core("notes", 7), new NotesResource());
            Authenticator nobody = (authorization, apiKey, locale) -> Optional.empty();
            starting.servlet().setAuthenticator(nobody);
            assertThat(starting.get("/api/v1/notes/notes/open").status()).isEqualTo(200);
            starting.servlet().unsetAuthenticator(nobody);
            Answer answer = starting.get("/api/v1/notes/notes/open");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("2");
        }
    }
}
