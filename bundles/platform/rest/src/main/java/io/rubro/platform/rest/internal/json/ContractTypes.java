package io.rubro.platform.rest.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.rubro.platform.ids.Id;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.function.Function;

/** The types of the contract whose JSON form is not Jackson's own. */
final class ContractTypes extends SimpleModule {

    private static final long serialVersionUID = 1L;

    ContractTypes() {
        super("rubro");
        addSerializer(Id.class, new TextSerializer<>(Id::toString));
        addKeySerializer(Id.class, new NameSerializer());
        readText(Id.class, Id::valueOf);
        addKeyDeserializer(Id.class, new IdNameDeserializer());
        addSerializer(BigDecimal.class, new TextSerializer<>(BigDecimal::toPlainString));
        addDeserializer(BigDecimal.class, new DecimalDeserializer());
        readText(Instant.class, Values::instant);
        readText(LocalDate.class, LocalDate::parse);
        readText(LocalTime.class, LocalTime::parse);
        readText(LocalDateTime.class, LocalDateTime::parse);
        readText(OffsetDateTime.class, OffsetDateTime::parse);
        readText(YearMonth.class, YearMonth::parse);
        addDeserializer(String.class, new StorableTextDeserializer());
    }

    private <T> void readText(Class<T> type, Function<String, T> parse) {
        addDeserializer(type, new TextDeserializer<>(type, parse));
    }

    private static final class TextSerializer<T> extends JsonSerializer<T> {
        private final Function<T, String> text;

        TextSerializer(Function<T, String> text) {
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text.apply(value));
        }
    }

    private static final class NameSerializer extends JsonSerializer<Id> {
        @Override
        public void serialize(Id value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeFieldName(value.toString());
        }
    }

    /** A value that is always a text in JSON: Jackson itself would take dates from numbers and lists, too. */
    private static final class TextDeserializer<T> extends JsonDeserializer<T> {
        private final Class<T> type;
        private final Function<String, T> parse;

        TextDeserializer(Class<T> type, Function<String, T> parse) {
            this.type = type;
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return type.cast(context.handleUnexpectedToken(type, json));
            }
            try {
                return parse.apply(json.getText());
            } catch (IllegalArgumentException | DateTimeException wrong) {
                return type.cast(
                        context.handleWeirdStringValue(type, json.getText(), "not a %s", type.getSimpleName()));
            }
        }
    }

    private static final class IdNameDeserializer extends KeyDeserializer {
        @Override
        public Object deserializeKey(String name, DeserializationContext context) throws IOException {
            try {
                return Id.valueOf(name);
            } catch (IllegalArgumentException notAnId) {
                return context.handleWeirdKey(Id.class, name, "not an identifier");
            }
        }
    }

    private static final class DecimalDeserializer extends JsonDeserializer<BigDecimal> {
        @Override
        public BigDecimal deserialize(JsonParser json, DeserializationContext context) throws IOException {
            JsonToken token = json.currentToken();
            if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
                return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, json);
            }
            try {
                return Values.decimal(json.getText());
            } catch (IllegalArgumentException notADecimal) {
                return (BigDecimal)
                        context.handleWeirdStringValue(BigDecimal.class, json.getText(), "not a decimal number");
            }
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.Float;
        }
    }

    private static final class StorableTextDeserializer extends StringDeserializer {
        private static final long serialVersionUID = 1L;

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = super.deserialize(json, context);
            if (text != null && !Values.isStorable(text)) {
                throw new UnstorableTextException(json);
            }
            return text;
        }
    }
}
