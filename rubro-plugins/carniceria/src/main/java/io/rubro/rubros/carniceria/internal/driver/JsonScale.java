package io.rubro.rubros.carniceria.internal.driver;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rubro.devices.Measurement;
import io.rubro.devices.driver.BadMessageException;
import io.rubro.devices.driver.DeviceMessage;
import io.rubro.devices.driver.DriverSession;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scale with a network of its own: <code>{"weight": 1.234, "unit": "kg", "stable": true, "overload": false, "at":
 * "2026-11-20T10:00:00Z"}</code>. {@code weight} must be there unless {@code overload} is true; {@code unit} is kg if
 * absent, {@code stable} true.
 */
final class JsonScale implements DriverSession {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Override
    public List<Measurement> decode(DeviceMessage message) {
        JsonNode json = parse(message.payload());
        Instant at = at(json.path("at"));
        if (json.path("overload").asBoolean(false)) {
            return new ScaleReading(ScaleState.OVERLOAD, null, at).measurements();
        }
        JsonNode weight = json.path("weight");
        if (!weight.isNumber()) {
            throw new BadMessageException("weight is not a number");
        }
        BigDecimal kilograms =
                ScaleReading.kilograms(weight.decimalValue(), json.path("unit").asText("kg"));
        if (kilograms == null) {
            throw new BadMessageException("unit is not kg, g or lb");
        }
        return new ScaleReading(state(kilograms, json.path("stable").asBoolean(true)), kilograms, at).measurements();
    }

    private static JsonNode parse(byte[] payload) {
        try {
            JsonNode json = JSON.readTree(payload);
            if (json == null || !json.isObject()) {
                throw new BadMessageException("not a JSON object");
            }
            return json;
        } catch (IOException e) {
            throw new BadMessageException("not JSON");
        }
    }

    private static @Nullable Instant at(JsonNode at) {
        if (at.isMissingNode() || at.isNull()) {
            return null;
        }
        try {
            return Instant.parse(at.asText());
        } catch (DateTimeException e) {
            throw new BadMessageException("at is not a time as 2026-11-20T10:00:00Z");
        }
    }

    private static ScaleState state(BigDecimal kilograms, boolean stable) {
        if (kilograms.signum() < 0) {
            return ScaleState.NEGATIVE;
        }
        return stable ? ScaleState.STABLE : ScaleState.MOTION;
    }
}
