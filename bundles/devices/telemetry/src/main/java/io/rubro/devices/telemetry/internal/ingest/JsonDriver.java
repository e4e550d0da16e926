package io.rubro.devices.telemetry.internal.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rubro.devices.Measurement;
import io.rubro.devices.Value;
import io.rubro.devices.driver.BadMessageException;
import io.rubro.devices.driver.Command;
import io.rubro.devices.driver.CommandType;
import io.rubro.devices.driver.DeviceDriver;
import io.rubro.devices.driver.DeviceMessage;
import io.rubro.devices.driver.DriverSession;
import io.rubro.devices.driver.Field;
import io.rubro.devices.driver.OutgoingMessage;
import io.rubro.devices.driver.Settings;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * The generic driver for devices that speak JSON over MQTT: {@code {"temperature":4.2,"door":{"open":false},"at":"…"}}
 * becomes {@code temperature} and {@code door.open}. Arrays and nulls say nothing. A payload that is a bare number, text or
 * boolean becomes a metric with the name of its topic.
 */
@Component(service = DeviceDriver.class)
public final class JsonDriver implements DeviceDriver {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MAX_METRICS = 200;
    private static final int MAX_NAME = 64;
    private static final int MAX_DEPTH = 10;
    private static final BigDecimal MILLIS_FROM = new BigDecimal("100000000000"); // in seconds, the year 5138
    private static final BigDecimal THOUSAND = new BigDecimal(1000);

    @Override
    public String id() {
        return "json";
    }

    @Override
    public Map<String, String> names() {
        return Map.of("es", "JSON por MQTT", "en", "JSON over MQTT");
    }

    @Override
    public List<Field> settings() {
        return List.of(
                Field.text("timeField")
                        .named("Campo con la hora", "Field with the time")
                        .or("at"),
                Field.text("units")
                        .named("Unidades (temperature=Cel, humidity=%)", "Units (temperature=Cel, humidity=%)")
                        .or(""),
                Field.flag("topicPrefix")
                        .named("Anteponer el tema al nombre", "Put the topic before the name")
                        .or(false));
    }

    @Override
    public List<CommandType> commands() {
        return List.of(new CommandType(
                "send",
                Map.of("es", "Mandar un mensaje", "en", "Send a message"),
                List.of(
                        Field.text("topic").named("Tema", "Topic").or("command"),
                        Field.text("payload").named("Contenido", "Payload"))));
    }

    @Override
    public List<OutgoingMessage> encode(Settings settings, Command command) {
        try {
            return List.of(OutgoingMessage.ofText(
                    command.arguments().text("topic"), command.arguments().text("payload")));
        } catch (IllegalArgumentException notATopic) {
            throw ProblemException.invalid("arguments.topic", "telemetry.json.topic");
        }
    }

    @Override
    public DriverSession open(Settings settings) {
        Map<String, String> units = units(settings.text("units"));
        String timeField = settings.text("timeField");
        boolean topicPrefix = settings.flag("topicPrefix");
        return message -> decode(message, timeField, units, topicPrefix);
    }

    private static Map<String, String> units(String text) {
        Map<String, String> units = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String unit = pair.substring(equals + 1).strip();
            if (equals < 1 || unit.isEmpty() || unit.length() > 24) {
                throw ProblemException.invalid("settings.units", "telemetry.json.units", Map.of("value", pair.strip()));
            }
            units.put(pair.substring(0, equals).strip(), unit);
        }
        return units;
    }

    private static List<Measurement> decode(
            DeviceMessage message, String timeField, Map<String, String> units, boolean topicPrefix) {
        JsonNode json = read(message.text());
        String topic = message.topic().replace('/', '.');
        List<Measurement> measurements = new ArrayList<>();
        if (json instanceof ObjectNode object) {
            @Nullable Instant at = time(object.get(timeField));
            object.remove(timeField);
            collect(topicPrefix ? topic : "", object, at, units, measurements, 0);
        } else {
            add(topic, json, null, units, measurements);
        }
        return measurements;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BadMessageException("the message is not JSON: " + e.getOriginalMessage());
        }
    }

    private static void collect(
            String prefix,
            ObjectNode object,
            @Nullable Instant at,
            Map<String, String> units,
            List<Measurement> measurements,
            int depth) {
        if (depth > MAX_DEPTH) {
            throw new BadMessageException("objects nested more than " + MAX_DEPTH + " deep");
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = prefix.isEmpty() ? member.getKey() : prefix + "." + member.getKey();
            if (member.getValue() instanceof ObjectNode inner) {
                collect(name, inner, at, units, measurements, depth + 1);
            } else {
                add(name, member.getValue(), at, units, measurements);
            }
        }
    }

    private static void add(
            String name,
            JsonNode node,
            @Nullable Instant at,
            Map<String, String> units,
            List<Measurement> measurements) {
        @Nullable Value value = value(name, node);
        if (value == null) {
            return;
        }
        if (measurements.size() == MAX_METRICS) {
            throw new BadMessageException("more than " + MAX_METRICS + " values in a message");
        }
        measurements.add(new Measurement(metric(name), value, units.get(name), at));
    }

    private static @Nullable Value value(String name, JsonNode node) {
        try {
            if (node.isNumber()) {
                return Value.of(node.decimalValue());
            }
            if (node.isBoolean()) {
                return Value.of(node.booleanValue());
            }
            return node.isTextual() ? Value.of(node.textValue()) : null;
        } catch (IllegalArgumentException e) {
            throw new BadMessageException(metric(name) + ": " + e.getMessage());
        }
    }

    /** A name as the store wants it; what does not fit becomes an underscore. */
    private static String metric(String name) {
        String clean = name.replaceAll("[^A-Za-z0-9_.-]", "_");
        String begun = clean.isEmpty() || !Character.isLetter(clean.charAt(0)) ? "x" + clean : clean;
        return begun.length() > MAX_NAME ? begun.substring(0, MAX_NAME) : begun;
    }

    /** ISO 8601 with an offset, or seconds or milliseconds since 1970. What is none of these is no time. */
    private static @Nullable Instant time(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        try {
            if (node.isTextual()) {
                return OffsetDateTime.parse(node.textValue()).toInstant();
            }
            if (node.isNumber()) {
                BigDecimal number = node.decimalValue();
                BigDecimal millis = number.abs().compareTo(MILLIS_FROM) < 0 ? number.multiply(THOUSAND) : number;
                return millis.precision() - millis.scale() > 18 ? null : Instant.ofEpochMilli(millis.longValue());
            }
        } catch (DateTimeException notATime) {
            return null;
        }
        return null;
    }
}
