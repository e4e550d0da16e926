package io.rubro.platform.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rubro.platform.rest.internal.publish.TestPublishing;
import io.rubro.platform.rest.internal.testing.NotesResource;
import io.rubro.platform.rest.internal.testing.TestApi;
import io.rubro.platform.rest.internal.testing.TestApi.Answer;
import io.rubro.platform.rest.internal.testing.TestModule;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description is of what is loaded now, and says what the platform does around a method. */
class OpenApiTest {

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

    private static JsonNode describe() {
        Answer answer = api.send(api.anonymous("/api/openapi.json"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        return answer.json();
    }

    private static JsonNode operation(String path, String method) {
        return describe().path("paths").path(path).path(method);
    }

    @Test
    void it_is_open_api_3_1_with_both_ways_to_log_in() {
        JsonNode document = describe();
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.path("info").path("version").asText()).isEqualTo("1.2.3");
        assertThat(document.at("/components/securitySchemes/bearer/scheme").asText())
                .isEqualTo("bearer");
        assertThat(document.at("/components/securitySchemes/apiKey/name").asText())
                .isEqualTo("X-API-Key");
        assertThat(document.path("security")).hasSize(2);
    }

    @Test
    void modules_come_and_go() {
        assertThat(describe().path("paths").has("/api/v1/rubros/extra/notes")).isFalse();
        try (TestPublishing extra = api.publish(TestModule.plugin("extra", 8), new NotesResource())) {
            assertThat(extra.server().basePath()).isEqualTo("/api/v1/rubros/extra");
            assertThat(describe().path("paths").has("/api/v1/rubros/extra/notes"))
                    .isTrue();
            assertThat(describe().path("paths").has("/api/v1/notes/notes")).isTrue();
            assertThat(describe().at("/components/schemas").has("extra.NotesResource.Note"))
                    .as("two modules may have a record of the same name")
                    .isTrue();
        }
        assertThat(describe().path("paths").has("/api/v1/rubros/extra/notes")).isFalse();
    }

    @Test
    void an_operation_says_who_may_call_it() {
        assertThat(operation("/api/v1/notes/notes", "get").path("x-permission").asText())
                .isEqualTo("notes.note.read");
        assertThat(operation("/api/v1/notes/notes", "get").path("summary").asText())
                .isEqualTo("Lists notes");
        assertThat(operation("/api/v1/notes/notes/open", "get").path("security"))
                .as("no login needed")
                .isEmpty();
        assertThat(operation("/api/v1/notes/notes/open", "get").has("security")).isTrue();
    }

    @Test
    void a_list_shows_its_paging() {
        JsonNode parameters = operation("/api/v1/notes/notes", "get").path("parameters");
        assertThat(parameters.findValuesAsText("name")).containsExactlyInAnyOrder("limit", "sort", "cursor", "from");
        assertThat(operation("/api/v1/notes/notes", "get").has("requestBody")).isFalse();
    }

    @Test
    void a_change_shows_the_version_it_needs() {
        JsonNode ifMatch = operation("/api/v1/notes/notes/{id}", "put").at("/parameters/1");
        assertThat(ifMatch.path("name").asText()).isEqualTo("If-Match");
        assertThat(ifMatch.path("required").asBoolean()).isTrue();
        assertThat(ifMatch.at("/schema/type").asText()).isEqualTo("string");
    }

    @Test
    void a_post_may_be_sent_with_a_key_but_an_upload_may_not() {
        assertThat(operation("/api/v1/notes/notes", "post").path("parameters").findValuesAsText("$ref"))
                .containsExactly("#/components/parameters/IdempotencyKey");
        assertThat(operation("/api/v1/notes/notes/upload", "post").has("parameters"))
                .isFalse();
    }

    @Test
    void answers_are_described() {
        assertThat(operation("/api/v1/notes/notes", "post").path("responses").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("201", "4XX");
        assertThat(operation("/api/v1/notes/notes/touch", "post")
                        .path("responses")
                        .fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("204", "4XX");
    }

    @Test
    void values_are_described_as_they_are_written() {
        JsonNode note = describe().at("/components/schemas/notes.NotesResource.NewNote");
        assertThat(note.at("/properties/amount/type").asText()).isEqualTo("string");
        assertThat(note.at("/properties/parent/pattern").asText()).contains("{13}");
        assertThat(note.at("/properties/day/format").asText()).isEqualTo("date");
        assertThat(List.of("title", "amount", "lines"))
                .allSatisfy(
                        field -> assertThat(note.path("required").toString()).contains(field));
    }

    @Test
    void every_reference_leads_somewhere() {
        JsonNode document = describe();
        for (String reference : document.findValuesAsText("$ref")) {
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }
}
