package io.rubro.platform.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rubro.platform.rest.internal.testing.NotesResource;
import io.rubro.platform.rest.internal.testing.TestApi;
import io.rubro.platform.rest.internal.testing.TestApi.Answer;
import io.rubro.platform.rest.internal.testing.TestModule;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written as JSON, and what is said about JSON that is wrong. */
class JsonRulesTest {

    private static final String LINES = "\"lines\":[{\"text\":\"a\",\"quantity\":\"1\"}]";

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

    private static String note(String more) {
        return "{\"title\":\"t\",\"amount\":\"1.50\",\"count\":1,\"urgent\":false," + more + "," + LINES + "}";
    }

    private static Answer create(String json) {
        return api.post("/api/v1/notes/notes", json);
    }

    private static void assertField(Answer answer, int status, String field, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        JsonNode error = answer.json().at("/errors/0");
        assertThat(error.at("/field").asText()).as(answer.body()).isEqualTo(field);
        assertThat(error.at("/code").asText()).isEqualTo(code);
        assertThat(error.at("/message").asText())
                .isNotEmpty()
                .isNotEqualTo(code)
                .doesNotContain("{");
    }

    @Test
    void values_leave_in_the_agreed_form() {
        JsonNode note = api.get("/api/v1/notes/notes/0JCR5M7Q8X2ZP").json();
        assertThat(note.toString())
                .isEqualTo("{\"id\":\"0JCR5M7Q8X2ZP\",\"title\":\"Ñandú\",\"amount\":\"100\",\"day\":\"2026-11-20\","
                        + "\"at\":\"2026-11-20T10:15:30Z\",\"version\":7}");
    }

    @Test
    void a_page_carries_its_cursor_only_if_there_is_more() {
        assertThat(api.get("/api/v1/notes/notes?limit=1").json().has("next")).isTrue();
        assertThat(api.get("/api/v1/notes/notes").json().has("next")).isFalse();
    }

    @Test
    void a_good_body_is_accepted() {
        Answer answer = create(note("\"day\":\"2026-02-28\",\"at\":\"2026-02-28T10:00:00+01:00\",\"color\":\"RED\","
                + "\"parent\":\"0JCR5M7Q8X2ZP\",\"tags\":[\"x\"]"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/notes/notes/0JCR5M7Q8X2ZP");
    }

    @Test
    void an_amount_may_come_as_a_number() {
        assertThat(create("{\"title\":\"t\",\"amount\":1.5,\"count\":1,\"urgent\":true," + LINES + "}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"count\":\"5\"     | count  | rest.json.integer",
                "\"count\":5.5       | count  | rest.json.integer",
                "\"count\":99999999999 | count  | rest.json.integer",
                "\"count\":null      | count  | rest.constraint.NotNull",
                "\"title\":5         | title  | rest.json.text",
                "\"title\":true      | title  | rest.json.text",
                "\"title\":[]        | title  | rest.json.text",
                "\"title\":\"a\\u0000b\" | title  | rest.json.characters",
                "\"title\":\"a\\ud800b\" | title  | rest.json.characters",
                "\"amount\":\"\"     | amount | rest.json.decimal",
                "\"amount\":\"1,50\" | amount | rest.json.decimal",
                "\"amount\":1e999999999 | amount | rest.json.decimal",
                "\"amount\":\"1e99999\" | amount | rest.json.decimal",
                "\"amount\":true     | amount | rest.json.decimal",
                "\"amount\":{}       | amount | rest.json.decimal",
                "\"urgent\":\"true\" | urgent | rest.json.boolean",
                "\"urgent\":1        | urgent | rest.json.boolean",
                "\"day\":\"2026-02-30\" | day    | rest.json.date",
                "\"day\":20260230    | day    | rest.json.date",
                "\"day\":[2026,1,1]  | day    | rest.json.date",
                "\"day\":\"\"        | day    | rest.json.date",
                "\"at\":\"2026-02-28\" | at     | rest.json.time",
                "\"at\":1764000000   | at     | rest.json.time",
                "\"color\":\"BLUE\"  | color  | rest.json.enum",
                "\"color\":0         | color  | rest.json.enum",
                "\"color\":\"\"      | color  | rest.json.enum",
                "\"parent\":\"x\"    | parent | rest.json.id",
                "\"parent\":17       | parent | rest.json.id",
                "\"tags\":\"x\"      | tags   | rest.json.list",
                "\"tags\":[5]        | tags[0] | rest.json.text",
                "\"extra\":1         | extra  | rest.json.unknown-field",
            })
    void a_value_of_the_wrong_kind_is_told_with_its_field(String member, String field, String code) {
        // the last of two equal names would be a duplicate, so the one under test stands alone
        String name = member.substring(0, member.indexOf(':'));
        String others =
                ("\"title\":\"t\",\"amount\":\"1\",\"count\":1,\"urgent\":false,").replaceAll(name + ":[^,]*,", "");
        Answer answer = create("{" + others + member + "," + LINES + "}");
        assertField(answer, 400, field, code);
        assertThat(answer.at("/code")).isEqualTo("rest.json.invalid");
    }

    @Test
    void a_nested_field_is_told_with_its_path() {
        assertField(
                create("{\"title\":\"t\",\"amount\":\"1\",\"count\":1,\"urgent\":false,"
                        + "\"lines\":[{\"text\":\"a\",\"quantity\":\"1\"},{\"text\":\"b\",\"quantity\":\"x\"}]}"),
                400,
                "lines[1].quantity",
                "rest.json.decimal");
        assertField(
                create("{\"title\":\"t\",\"amount\":\"1\",\"count\":1,\"urgent\":false,"
                        + "\"lines\":[{\"text\":\"a\",\"cantidad\":\"1\"}]}"),
                400,
                "lines[0].cantidad",
                "rest.json.unknown-field");
    }

    @Test
    void a_number_that_is_missing_is_not_taken_for_zero() {
        assertField(
                create("{\"title\":\"t\",\"amount\":\"1\",\"urgent\":false," + LINES + "}"),
                400,
                "count",
                "rest.constraint.NotNull");
    }

    @Test
    void a_duplicate_name_is_refused() {
        assertField(create(note("\"title\":\"u\"")), 400, "title", "rest.json.duplicate");
    }

    @Test
    void a_rule_of_the_record_itself_is_told_as_it_is() {
        Answer answer = create("{\"title\":\"t\",\"amount\":\"1\",\"count\":13,\"urgent\":false," + LINES + "}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/errors/0/field")).isEqualTo("count");
        assertThat(answer.at("/errors/0/code")).isEqualTo("notes.unlucky");
    }

    @Test
    void malformed_json_is_told_with_its_place() {
        Answer answer = create("{\n  \"title\": \"t\",\n  \"amount\": 1.5.2\n}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo("rest.json.malformed");
        assertThat(answer.at("/detail")).contains("línea 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "[", "'{}'", "{\"a\"", "nul", "{} {}", "<xml/>", "\"text\"", "[]", "5", "{\"title\":}"})
    void anything_else_is_refused_with_400(String json) {
        Answer answer = create(json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.at("/detail")).doesNotStartWith("rest.");
    }

    @Test
    void a_missing_body_is_said_to_be_missing() {
        for (String nothing : new String[] {"", "  \n", "null"}) {
            Answer answer = create(nothing);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.at("/code")).isEqualTo("rest.body-missing");
        }
    }

    @Test
    void what_is_not_utf_8_is_refused() {
        byte[] latin1 = note("\"tags\":[\"Ñandú\"]").getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = note("\"tags\":[]").getBytes(StandardCharsets.UTF_16LE);
        byte[] overlong = note("\"tags\":[\"??\"]").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < overlong.length; i++) {
            if (overlong[i] == '?') {
                overlong[i] = (byte) (overlong[i + 1] == '?' ? 0xc0 : 0xaf);
            }
        }
        for (byte[] body : new byte[][] {latin1, utf16, overlong}) {
            Answer answer = api.send(api.json(api.ana("/api/v1/notes/notes"), "POST", body));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.at("/code")).startsWith("rest.json.");
        }
    }

    @Test
    void depth_and_length_are_limited() {
        Answer deep = create("[".repeat(1000) + "]".repeat(1000));
        assertThat(deep.status()).isEqualTo(400);
        Answer deepTags = create(note("\"tags\":" + "[".repeat(100) + "]".repeat(100)));
        assertThat(deepTags.status()).isEqualTo(400);
        Answer longNumber = create(note("\"extra\":" + "1".repeat(1000)));
        assertThat(longNumber.status()).isEqualTo(400);
    }

    @Test
    void every_broken_rule_is_told() {
        Answer answer = create("{\"title\":\" \",\"amount\":null,\"count\":1,\"urgent\":false,\"tags\":[\"a\",\"\"],"
                + "\"lines\":[{\"text\":\"a\",\"quantity\":\"1\"},{\"text\":\"\",\"quantity\":\"-1\","
                + "\"extra\":{\"short\":\"long\"}}]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("rest.invalid");
        assertThat(answer.json().at("/errors").findValuesAsText("field"))
                .containsExactly(
                        "amount", "lines[1].extra.short", "lines[1].quantity", "lines[1].text", "tags[1]", "title");
        assertThat(answer.json().at("/errors").findValuesAsText("code"))
                .containsExactly(
                        "rest.constraint.NotNull",
                        "rest.constraint.Size",
                        "rest.constraint.Positive",
                        "rest.constraint.NotBlank",
                        "rest.constraint.NotBlank",
                        "rest.constraint.NotBlank");
        assertThat(answer.json().at("/errors").findValuesAsText("message"))
                .contains("Debe tener entre 0 y 3 caracteres o elementos.", "Debe ser mayor que cero.");
    }

    @Test
    void a_rule_may_bring_its_own_text() {
        Answer answer = create("{\"title\":\"x\",\"amount\":\"1\",\"count\":1,\"urgent\":false," + LINES + "}");
        assertField(answer, 422, "titled", "notes.name-or-text");
        assertThat(answer.at("/errors/0/message")).isEqualTo("Falta el nombre o el texto.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/notes/notes?limit=many       | limit  | rest.json.integer",
                "/api/v1/notes/notes?limit=0          | limit  | rest.limit",
                "/api/v1/notes/notes?limit=           | limit  | rest.json.integer",
                "/api/v1/notes/notes?sort=secret      | sort   | rest.sort",
                "/api/v1/notes/notes?from=yesterday   | from   | rest.json.date",
                "/api/v1/notes/notes?sort=a%00b       | sort   | rest.json.characters",
                "/api/v1/notes/notes/count?max=11     | max    | rest.constraint.Max",
                "/api/v1/notes/notes/count?color=BLUE | color  | rest.json.enum",
            })
    void a_bad_parameter_is_told_with_its_name(String path, String field, String code) {
        assertField(api.get(path), 422, field, code);
    }

    @Test
    void parameters_that_are_right_arrive() {
        assertThat(api.get("/api/v1/notes/notes/count?max=7&color=GREEN").body())
                .isEqualTo("7");
        assertThat(api.get("/api/v1/notes/notes/count").body()).isEqualTo("5");
    }
}
