package io.rubro.platform.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.rest.internal.testing.NotesResource;
import io.rubro.platform.rest.internal.testing.TestApi;
import io.rubro.platform.rest.internal.testing.TestApi.Answer;
import io.rubro.platform.rest.internal.testing.TestModule;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong leaves in one form, in words of the caller's language, and says nothing about our insides. */
class ProblemsTest {

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

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("/status")).isEqualTo(Integer.toString(status));
        assertThat(answer.at("/code")).isEqualTo(code);
        assertThat(answer.at("/type")).isEqualTo("/problems/" + code);
        assertThat(answer.at("/requestId")).isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.at("/title")).isNotEmpty().doesNotStartWith("HTTP");
        assertThat(answer.body()).doesNotContain("java.", "io.rubro", "cxf");
    }

    @Test
    void an_unknown_module_is_not_found() {
        Answer answer = api.get("/api/v1/nothing/here");
        assertProblem(answer, 404, "rest.not-found");
        assertThat(answer.at("/instance")).isEqualTo("/api/v1/nothing/here");
        assertThat(answer.at("/detail")).isEqualTo("No existe nada en esta dirección.");
    }

    @Test
    void an_unknown_path_of_a_module_is_not_found() {
        assertProblem(api.get("/api/v1/notes/other"), 404, "rest.not-found");
        assertProblem(api.get("/api/v1/notes"), 404, "rest.not-found");
        assertProblem(api.get("/api"), 404, "rest.not-found");
        assertProblem(api.get("/api/v1/rubros"), 404, "rest.not-found");
        assertProblem(api.get("/api/v1/rubros/notes/notes"), 404, "rest.not-found");
    }

    @Test
    void a_disguised_path_reaches_nothing() {
        assertProblem(api.get("/api/v1/%6eotes/notes"), 404, "rest.not-found");
        assertProblem(api.get("/api/v1/notes;x=1/notes"), 404, "rest.not-found");
        assertProblem(api.get("/api/v1//notes/notes"), 404, "rest.not-found");
    }

    @Test
    void a_bad_identifier_in_the_path_is_not_found() {
        assertProblem(api.get("/api/v1/notes/notes/not-an-id"), 404, "rest.not-found");
    }

    @Test
    void a_module_says_what_is_missing_in_its_own_words() {
        Answer answer = api.get("/api/v1/notes/notes/0000000000000");
        assertProblem(answer, 404, "notes.not-found");
        assertThat(answer.at("/detail")).isEqualTo("No existe la nota 0000000000000.");
    }

    @Test
    void the_caller_chooses_the_language() {
        Answer answer =
                api.send(api.ana("/api/v1/notes/notes/0000000000000").header("Accept-Language", "en-GB, es;q=0.5"));
        assertThat(answer.at("/detail")).isEqualTo("There is no note 0000000000000.");
        assertThat(answer.at("/title")).isEqualTo("Not found");
    }

    @Test
    void a_wrong_method_is_told_with_the_right_ones() {
        Answer answer = api.send(api.ana("/api/v1/notes/notes/0JCR5M7Q8X2ZP").DELETE());
        assertProblem(answer, 405, "rest.method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, PUT");
    }

    @Test
    void the_method_cannot_be_changed_by_a_parameter_or_header() {
        assertThat(api.get("/api/v1/notes/notes/0JCR5M7Q8X2ZP?_method=PUT").status())
                .isEqualTo(200);
        assertThat(api.post("/api/v1/notes/notes/touch", "", "X-HTTP-Method-Override", "DELETE")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void a_wrong_format_is_refused() {
        assertProblem(
                api.send(api.ana("/api/v1/notes/notes").header("Accept", "image/png")), 406, "rest.not-acceptable");
        Answer xml = api.send(api.ana("/api/v1/notes/notes")
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString("<note/>")));
        assertProblem(xml, 415, "rest.unsupported-media-type");
    }

    @Test
    void a_failure_of_ours_tells_only_the_request_id() {
        Answer answer = api.get("/api/v1/notes/notes/broken");
        assertProblem(answer, 500, "rest.internal");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void an_error_a_resource_words_itself_becomes_a_problem() {
        assertProblem(api.get("/api/v1/notes/notes/web"), 410, "rest.refused");
        assertProblem(api.get("/api/v1/notes/notes/plain-conflict"), 409, "rest.conflict");
    }

    @Test
    void a_value_that_cannot_be_written_is_our_failure() {
        assertProblem(api.get("/api/v1/notes/notes/unwritable"), 500, "rest.internal");
        assertProblem(api.get("/api/v1/notes/notes/unwritable-csv"), 500, "rest.internal");
    }

    @Test
    void too_many_attempts_say_when_to_come_back() {
        Answer answer = api.get("/api/v1/notes/notes/slow-down");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("17");
        assertThat(answer.at("/detail"))
                .as("without a text the code stands for it")
                .isEqualTo("notes.slow-down");
    }

    @Test
    void the_request_id_is_taken_over_if_it_is_fit_for_a_log() {
        assertThat(api.send(api.ana("/api/v1/notes/notes").header("X-Request-Id", "till-4.17_b"))
                        .header("X-Request-Id"))
                .isEqualTo("till-4.17_b");
        assertThat(api.send(api.ana("/api/v1/notes/notes").header("X-Request-Id", "a b\"<script>"))
                        .header("X-Request-Id"))
                .hasSize(13);
    }

    @Test
    void every_answer_carries_the_security_headers() {
        for (String path : new String[] {"/api/v1/notes/notes", "/api/v1/nothing"}) {
            Answer answer = api.get(path);
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        }
    }

    @Test
    void no_header_makes_a_request_run_without_its_caller() {
        Answer answer = api.send(api.ana("/api/v1/notes/notes/me").header("OnewayRequest", "true"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/tenant")).isEqualTo(TestApi.ORGANIZATION.toString());
    }

    @Test
    void head_is_get_without_the_body() {
        Answer answer = api.send(
                api.ana("/api/v1/notes/notes/0JCR5M7Q8X2ZP").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }
}
