package io.rubro.platform.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.rest.internal.testing.NotesResource;
import io.rubro.platform.rest.internal.testing.TestApi;
import io.rubro.platform.rest.internal.testing.TestApi.Answer;
import io.rubro.platform.rest.internal.testing.TestModule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of records travel as entity tags. */
class ConditionalRequestsTest {

    private static final String NOTE = "/api/v1/notes/notes/0JCR5M7Q8X2ZP";
    private static final String BODY = "{\"title\":\"t\",\"amount\":\"1\",\"count\":1,\"urgent\":false,"
            + "\"lines\":[{\"text\":\"a\",\"quantity\":\"1\"}]}";

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
    void a_record_comes_with_its_version_as_tag() {
        assertThat(api.get(NOTE).header("ETag")).isEqualTo("\"7\"");
        assertThat(api.post("/api/v1/notes/notes", BODY).header("ETag")).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "W/\"7\"", "\"3\", \"7\"", "*"})
    void what_the_caller_has_is_not_sent_again(String tag) {
        Answer answer = api.send(api.ana(NOTE).header("If-None-Match", tag));
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void another_version_is_sent() {
        assertThat(api.send(api.ana(NOTE).header("If-None-Match", "\"6\"")).status())
                .isEqualTo(200);
    }

    @Test
    void a_change_needs_the_version_that_was_read() {
        Answer missing = api.put(NOTE, BODY);
        assertThat(missing.status()).isEqualTo(428);
        assertThat(missing.at("/code")).isEqualTo("rest.if-match-required");
        Answer stale = api.put(NOTE, BODY, "If-Match", "\"6\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.at("/code")).isEqualTo("rest.stale-version");
        Answer nonsense = api.put(NOTE, BODY, "If-Match", "seven");
        assertThat(nonsense.status()).isEqualTo(400);
        assertThat(nonsense.at("/detail")).contains("seven");
        Answer right = api.put(NOTE, BODY, "If-Match", "\"7\"");
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.header("ETag")).isEqualTo("\"8\"");
    }
}
