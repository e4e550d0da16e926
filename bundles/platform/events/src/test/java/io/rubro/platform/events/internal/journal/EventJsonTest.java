package io.rubro.platform.events.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    private final EventJson json = new EventJson();

    enum Method {
        CASH,
        CARD
    }

    record Line(String text, BigDecimal amount) {}

    record Full(
            Id record,
            @Nullable String nothing,
            BigDecimal total,
            LocalDate day,
            Instant at,
            Duration took,
            Method method,
            List<Line> lines,
            Map<String, Integer> counts,
            boolean isFinal)
            implements DomainEvent {
        @Override
        public Id aggregate() {
            return record;
        }

        public String getLabel() {
            return "derived";
        }

        public boolean isPaid() {
            return true; // derived: not a component, not in the payload
        }
    }

    private static final Full FULL = new Full(
            new Id(42),
            null,
            new BigDecimal("1E+3"),
            LocalDate.of(2026, 2, 28),
            Instant.parse("2026-02-28T10:11:12.000000345Z"),
            Duration.ofMinutes(90),
            Method.CARD,
            List.of(new Line("café «ñ»", new BigDecimal("0.10"))),
            Map.of("a", 1),
            true);

    @Test
    void the_components_are_the_payload_in_plain_forms() {
        assertThat(json.write(FULL))
                .isEqualTo(
                        "{\"record\":\"000000000001A\",\"total\":\"1000\",\"day\":\"2026-02-28\","
                                + "\"at\":\"2026-02-28T10:11:12.000000345Z\",\"took\":\"PT1H30M\",\"method\":\"CARD\","
                                + "\"lines\":[{\"text\":\"café «ñ»\",\"amount\":\"0.10\"}],\"counts\":{\"a\":1},\"isFinal\":true}");
    }

    @Test
    void what_was_written_is_read_back() {
        Full read = json.read(json.write(FULL), Full.class);
        assertThat(read.total()).isEqualByComparingTo(FULL.total());
        assertThat(read).usingRecursiveComparison().ignoringFields("total").isEqualTo(FULL);
    }

    record Older(Id record, @Nullable String missing, @Nullable BigDecimal amount) {}

    @Test
    void a_reader_survives_additions_and_omissions() {
        Older read = json.read("{\"record\":\"000000000001A\",\"added\":{\"deep\":[1]}}", Older.class);
        assertThat(read).isEqualTo(new Older(new Id(42), null, null));
    }

    @Test
    void json_that_does_not_fit_says_so() {
        assertThatThrownBy(() -> json.read("{\"record\":\"no id\"}", Older.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Older");
        assertThatThrownBy(() -> json.read("{", Older.class)).isInstanceOf(IllegalArgumentException.class);
    }

    record Hopeless(Id record, Object self) implements DomainEvent {
        @Override
        public Id aggregate() {
            return record;
        }
    }

    @Test
    void an_event_that_does_not_become_json_is_refused() {
        Object[] loop = new Object[1];
        loop[0] = loop;
        assertThatThrownBy(() -> json.write(new Hopeless(new Id(1), loop)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
