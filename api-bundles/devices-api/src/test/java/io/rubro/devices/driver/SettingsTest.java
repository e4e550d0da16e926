package io.rubro.devices.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final List<Field> FIELDS = List.of(
            Field.choice("protocol", "json", "toledo").or("json"),
            Field.integer("baud").between("300", "115200"),
            Field.decimal("maximum").or(15).between("0", "1000"),
            Field.flag("tare").or(false),
            Field.text("label").orNothing());

    @Test
    void what_was_not_said_is_filled_in() {
        Settings settings = Settings.of(FIELDS, Map.of("baud", 9600), "settings");
        assertThat(settings.text("protocol")).isEqualTo("json");
        assertThat(settings.integer("baud")).isEqualTo(9600);
        assertThat(settings.decimal("maximum")).isEqualByComparingTo("15");
        assertThat(settings.flag("tare")).isFalse();
        assertThat(settings.find("label", String.class)).isEmpty();
        assertThatThrownBy(() -> settings.text("label")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings.text("baud")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everything_wrong_is_said_at_once() {
        Map<String, Object> given = new HashMap<>(Map.of(
                "protocol", "morse", "baud", new BigDecimal("9600.5"), "maximum", 1000.01, "tare", "no", "extra", 1));
        given.put("label", "a\0b");
        assertThatThrownBy(() -> Settings.of(FIELDS, given, "settings"))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.errors())
                        .extracting(error -> error.field() + " " + error.code())
                        .containsExactly(
                                "settings.protocol devices.field.choice",
                                "settings.baud devices.field.not-integer",
                                "settings.maximum devices.field.range",
                                "settings.tare devices.field.not-flag",
                                "settings.label devices.field.bad-text",
                                "settings.extra devices.field.unknown"));
        assertThatThrownBy(() -> Settings.of(FIELDS, Map.of(), "settings"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("settings.baud")
                .hasMessageContaining("devices.field.missing");
        assertThatThrownBy(() -> Settings.of(FIELDS, Map.of("baud", Double.NaN), "settings"))
                .hasMessageContaining("devices.field.not-number");
    }

    @Test
    void a_preset_that_is_not_allowed_is_the_authors_mistake() {
        assertThatThrownBy(() -> Field.choice("a", "b").or("c")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Field.text("Not a name")).isInstanceOf(IllegalArgumentException.class);
    }
}
