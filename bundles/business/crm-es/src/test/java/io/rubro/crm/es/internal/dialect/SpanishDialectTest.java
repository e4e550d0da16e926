package io.rubro.crm.es.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.rest.ApiDialect.Answer;
import io.rubro.platform.rest.ApiDialect.Fault;
import io.rubro.platform.rest.ApiDialect.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanishDialectTest {

    private final SpanishDialect dialect = new SpanishDialect(GuestsTest.guests(""));

    private Answer refuse(int status, String code, String detail, Map<String, Object> args, Fault... faults) {
        return dialect.refuse(new Refusal(status, code, detail, args, List.of(faults)));
    }

    private static Fault fault(String field, String code) {
        return new Fault(field, code, "mal", Map.of());
    }

    @Test
    void what_is_not_there_is_said_in_one_member() {
        assertThat(refuse(404, "crm-es.client.not-found", "Cliente no encontrado", Map.of("id", "X")))
                .isEqualTo(new Answer(404, "{\"detail\":\"Cliente no encontrado\"}"));
    }

    @Test
    void what_is_wrong_with_a_request_is_422_with_place_and_type() {
        assertThat(refuse(422, "rest.invalid", "", Map.of(), fault("nombre", "rest.constraint.NotNull")))
                .isEqualTo(new Answer(
                        422, "{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\",\"nombre\"],\"msg\":\"mal\"}]}"));
        assertThat(refuse(400, "rest.json.invalid", "", Map.of(), fault("items[2].precio", "rest.json.decimal")))
                .isEqualTo(
                        new Answer(
                                422,
                                "{\"detail\":[{\"type\":\"float_parsing\",\"loc\":[\"body\",\"items\",2,\"precio\"],\"msg\":\"mal\"}]}"));
        assertThat(refuse(422, "rest.invalid", "", Map.of(), fault("limit", "rest.json.integer"))
                        .json())
                .contains("\"loc\":[\"query\",\"limit\"]", "int_parsing");
        assertThat(refuse(422, "rest.invalid", "", Map.of(), fault("cif", "anything"))
                        .json())
                .contains("value_error");
    }

    @Test
    void a_body_that_is_no_json_is_422_as_well() {
        assertThat(refuse(400, "rest.json.malformed", "El JSON…", Map.of("line", 1)))
                .isEqualTo(new Answer(
                        422, "{\"detail\":[{\"type\":\"json_invalid\",\"loc\":[\"body\"],\"msg\":\"El JSON…\"}]}"));
        assertThat(refuse(400, "rest.body-missing", "Falta", Map.of()).json()).contains("missing");
    }

    @Test
    void who_is_there_already_is_named() {
        assertThat(refuse(
                        409,
                        "crm.contact.email-taken",
                        "Ya hay uno",
                        Map.of("contactId", "0JCR5M7Q8X2ZP"),
                        fault("email", "crm.contact.email-taken")))
                .isEqualTo(new Answer(409, "{\"detail\":\"Ya hay uno\",\"id\":\"0JCR5M7Q8X2ZP\"}"));
    }

    @Test
    void everything_else_keeps_its_status() {
        assertThat(refuse(401, "rest.unauthenticated", "Hay que identificarse", Map.of())
                        .status())
                .isEqualTo(401);
        assertThat(refuse(400, "rest.bad-request", "No se entiende", Map.of()))
                .isEqualTo(new Answer(400, "{\"detail\":\"No se entiende\"}"));
    }
}
