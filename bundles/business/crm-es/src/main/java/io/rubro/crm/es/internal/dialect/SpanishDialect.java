package io.rubro.crm.es.internal.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rubro.platform.rest.ApiDialect;
import io.rubro.platform.security.Caller;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Refuses as FastAPI does: {@code {"detail": "Cliente no encontrado"}}, and for what is wrong with a request 422 with {@code
 * {"detail": [{"type": "missing", "loc": ["body", "nombre"], "msg": "…"}]}}. The types are those of Pydantic 2.
 */
@Component(service = ApiDialect.class)
public final class SpanishDialect implements ApiDialect {

    private static final JsonMapper JSON = new JsonMapper();

    private static final int UNPROCESSABLE = 422;

    /** The parameters of the query; every other field is one of the body. */
    private static final Set<String> QUERY = Set.of("skip", "limit");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("rest.constraint.NotNull", "missing"),
            Map.entry("rest.constraint.NotBlank", "string_too_short"),
            Map.entry("rest.constraint.Size", "too_long"),
            Map.entry("rest.constraint.Min", "greater_than_equal"),
            Map.entry("rest.constraint.Max", "less_than_equal"),
            Map.entry("rest.json.text", "string_type"),
            Map.entry("rest.json.decimal", "float_parsing"),
            Map.entry("rest.json.integer", "int_parsing"),
            Map.entry("rest.json.boolean", "bool_parsing"),
            Map.entry("rest.json.object", "model_attributes_type"),
            Map.entry("rest.json.list", "list_type"),
            Map.entry("rest.json.malformed", "json_invalid"),
            Map.entry("rest.json.limits", "json_invalid"),
            Map.entry("rest.json.encoding", "json_invalid"),
            Map.entry("rest.body-missing", "missing"),
            Map.entry("crm-es.choice", "enum"),
            Map.entry("crm-es.moment", "datetime_parsing"),
            Map.entry("crm.field.required", "string_too_short"),
            Map.entry("crm.field.too-long", "string_too_long"));

    private final Guests guests;

    @Activate
    public SpanishDialect(@Reference Guests guests) {
        this.guests = guests;
    }

    @Override
    public Optional<Caller> guest(Locale locale) {
        return guests.guest(locale);
    }

    @Override
    public Answer refuse(Refusal refusal) {
        boolean isOfRequest = refusal.status() == 400 || refusal.status() == UNPROCESSABLE;
        return isOfRequest && (!refusal.faults().isEmpty() || TYPES.containsKey(refusal.code()))
                ? new Answer(UNPROCESSABLE, faults(refusal))
                : new Answer(refusal.status(), detail(refusal));
    }

    private static String detail(Refusal refusal) {
        ObjectNode body = JSON.createObjectNode().put("detail", refusal.detail());
        // programs that do not look at the status go on with the client that is there already
        Object other = refusal.args().get("contactId");
        if (refusal.status() == 409 && other != null) {
            body.put("id", other.toString());
        }
        return write(body);
    }

    private static String faults(Refusal refusal) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode details = body.putArray("detail");
        if (refusal.faults().isEmpty()) {
            entry(details, refusal.code(), "", refusal.detail());
        }
        refusal.faults().forEach(fault -> entry(details, fault.code(), fault.field(), fault.message()));
        return write(body);
    }

    private static void entry(ArrayNode details, String code, String field, String message) {
        ObjectNode entry = details.addObject().put("type", TYPES.getOrDefault(code, "value_error"));
        ArrayNode place = entry.putArray("loc").add(QUERY.contains(field) ? "query" : "body");
        for (String step : field.split("[.\\[\\]]+", -1)) {
            if (step.matches("\\d+")) {
                place.add(Integer.parseInt(step));
            } else if (!step.isEmpty()) {
                place.add(step);
            }
        }
        entry.put("msg", message);
    }

    private static String write(ObjectNode body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
