package io.rubro.rubros.carniceria.internal.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.devices.Measurement;
import io.rubro.devices.Value;
import io.rubro.devices.driver.BadMessageException;
import io.rubro.devices.driver.Command;
import io.rubro.devices.driver.DeviceMessage;
import io.rubro.devices.driver.DriverSession;
import io.rubro.devices.driver.Settings;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleDriverTest {

    private static final ScaleDriver DRIVER = new ScaleDriver();

    private static DriverSession session(Map<String, Object> settings) {
        return DRIVER.open(Settings.of(DRIVER.settings(), settings, "settings"));
    }

    private static DriverSession toledo() {
        return session(Map.of("protocol", "toledo-8217"));
    }

    private static DriverSession cas() {
        return session(Map.of("protocol", "cas"));
    }

    private static List<Measurement> say(DriverSession session, byte[] bytes) {
        return session.decode(new DeviceMessage("serial", bytes, Instant.EPOCH));
    }

    private static List<Measurement> say(DriverSession session, String text) {
        return say(session, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** {@code 1.234 stable}, for short. */
    private static String shown(List<Measurement> measurements) {
        StringBuilder text = new StringBuilder();
        for (Measurement m : measurements) {
            text.append(text.isEmpty() ? "" : " ");
            if (m.value() instanceof Value.Decimal number) {
                assertThat(m.metric()).isEqualTo("weight");
                assertThat(m.unit()).isEqualTo("kg");
                text.append(number.number().toPlainString());
            } else if (m.value() instanceof Value.Text status) {
                assertThat(m.metric()).isEqualTo("status");
                text.append(status.text());
            }
        }
        return text.toString();
    }

    private static byte[] casFrame(String content) {
        byte check = 0;
        for (byte b : content.getBytes(StandardCharsets.US_ASCII)) {
            check ^= b;
        }
        return ("\u0001\u0002" + content + (char) check + "\u0003\u0004").getBytes(StandardCharsets.ISO_8859_1);
    }

    // ------------------------------------------------------------------ JSON

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'weight':1.234,'unit':'kg','stable':true} | 1.234 stable",
                "{'weight':750,'unit':'g'} | 0.75 stable",
                "{'weight':2,'unit':'lb'} | 0.90718474 stable",
                "{'weight':0.5,'stable':false} | 0.5 motion",
                "{'weight':-0.02} | -0.02 negative",
                "{'overload':true} | overload"
            })
    void json_is_understood(String json, String shown) {
        assertThat(shown(say(session(Map.of()), json.replace('\'', '"')))).isEqualTo(shown);
    }

    @Test
    void the_time_of_the_scale_is_kept() {
        assertThat(say(session(Map.of()), "{\"weight\":1,\"at\":\"2026-11-20T10:00:00Z\"}"))
                .allSatisfy(m -> assertThat(m.at()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no | not JSON",
                "[1] | not a JSON object",
                "{'weight':'1'} | weight is not a number",
                "{} | weight is not a number",
                "{'weight':1,'unit':'arroba'} | unit is not",
                "{'weight':1,'at':'ayer'} | at is not a time"
            })
    void wrong_json_is_refused_with_its_reason(String json, String reason) {
        assertThatThrownBy(() -> say(session(Map.of()), json.replace('\'', '"')))
                .isInstanceOf(BadMessageException.class)
                .hasMessageContaining(reason);
    }

    // ------------------------------------------------------------------ 8217

    @ParameterizedTest
    @CsvSource({
        "00.735, 0.735 stable",
        "12.340N, 12.34 stable",
        "?A, motion",
        "?B, overload",
        "?C, overload",
        "?D, negative",
        "?H, error"
    })
    void the_8217_protocol_is_understood(String content, String shown) {
        assertThat(shown(say(toledo(), "\u0002" + content + "\r"))).isEqualTo(shown);
    }

    @Test
    void the_parity_bit_is_ignored_and_pounds_become_kilograms() {
        byte[] frame = "\u000201.00\r".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (byte) (Integer.bitCount(frame[i]) % 2 == 0 ? frame[i] : frame[i] | 0x80);
        }
        DriverSession pounds = session(Map.of("protocol", "toledo-8217", "unit", "lb"));
        assertThat(shown(say(pounds, frame))).isEqualTo("0.45359237 stable");
    }

    @Test
    void a_frame_of_the_8217_protocol_split_anywhere_is_put_together() {
        byte[] frames = "xx\u000200.735\r\u0002?A\r\u000200.740\r".getBytes(StandardCharsets.US_ASCII);
        for (int first = 0; first <= frames.length; first++) {
            for (int second = first; second <= frames.length; second++) {
                DriverSession session = toledo();
                List<Measurement> all = new ArrayList<>(say(session, Arrays.copyOfRange(frames, 0, first)));
                all.addAll(say(session, Arrays.copyOfRange(frames, first, second)));
                all.addAll(say(session, Arrays.copyOfRange(frames, second, frames.length)));
                assertThat(shown(all)).isEqualTo("0.735 stable motion 0.74 stable");
            }
        }
    }

    @Test
    void a_frame_that_lost_its_end_does_not_spoil_the_next() {
        assertThat(shown(say(toledo(), "\u000200.7\u000200.735\r"))).isEqualTo("0.735 stable");
        assertThat(shown(say(toledo(), "\u0002" + "9".repeat(50) + "\r\u000200.735\r")))
                .isEqualTo("0.735 stable");
        assertThatThrownBy(() -> say(toledo(), "\u0002ab.cde\r")).isInstanceOf(BadMessageException.class);
    }

    // ------------------------------------------------------------------ CAS

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`S 001234KG`, 1.234 stable",
                "`S 01.234kg`, 1.234 stable",
                "`U 000742KG`, 0.742 motion",
                "`S-000015KG`, -0.015 negative",
                "`S FFFFFFKG`, overload",
                "`S 002000LB`, 0.90718474 stable"
            })
    void the_cas_protocol_is_understood(String content, String shown) {
        assertThat(shown(say(cas(), casFrame(content)))).isEqualTo(shown);
    }

    @Property(tries = 300)
    void any_weight_survives_the_cas_frame_in_pieces(
            @ForAll @IntRange(max = 999_999) int grams, @ForAll @Size(max = 6) List<@IntRange(max = 15) Integer> cuts) {
        byte[] frame = casFrame("S %06dKG".formatted(grams));
        DriverSession session = cas();
        List<Measurement> all = new ArrayList<>();
        int from = 0;
        for (int cut : cuts.stream().sorted().toList()) {
            all.addAll(say(session, Arrays.copyOfRange(frame, from, Math.max(from, cut))));
            from = Math.max(from, cut);
        }
        all.addAll(say(session, Arrays.copyOfRange(frame, from, frame.length)));
        assertThat(all.get(0).value()).isEqualTo(Value.of(BigDecimal.valueOf(grams, 3)));
    }

    @Property(tries = 500)
    void one_wrong_bit_never_gives_a_wrong_weight(
            @ForAll @IntRange(max = 999_999) int grams,
            @ForAll @IntRange(min = 2, max = 12) int position,
            @ForAll @IntRange(max = 7) int bit) {
        byte[] frame = casFrame("S %06dKG".formatted(grams));
        frame[position] ^= (byte) (1 << bit);
        try {
            assertThat(say(cas(), frame)).isEmpty();
        } catch (BadMessageException refused) {
            assertThat(refused).hasMessageMatching("checksum.*|a frame of the CAS.*");
        }
    }

    // ------------------------------------------------------------------ settings and commands

    @Test
    void commands_are_written_in_the_language_of_the_scale() {
        Settings none = Settings.of(List.of(), Map.of(), "arguments");
        Settings toledo = Settings.of(DRIVER.settings(), Map.of("protocol", "toledo-8217"), "settings");
        Settings json = Settings.of(DRIVER.settings(), Map.of(), "settings");
        Settings cas = Settings.of(DRIVER.settings(), Map.of("protocol", "cas"), "settings");
        assertThat(DRIVER.encode(toledo, new Command("zero", none)))
                .singleElement()
                .satisfies(m -> assertThat(m.payload()).containsExactly('Z'));
        assertThat(DRIVER.encode(json, new Command("tare", none)))
                .singleElement()
                .satisfies(m -> assertThat(new String(m.payload(), StandardCharsets.UTF_8))
                        .isEqualTo("{\"command\":\"tare\"}"));
        assertThatThrownBy(() -> DRIVER.encode(cas, new Command("zero", none))).isInstanceOf(ProblemException.class);
    }

    @Test
    void an_unknown_protocol_is_refused_when_the_scale_is_registered() {
        assertThatThrownBy(() -> session(Map.of("protocol", "dialog-06")))
                .isInstanceOfSatisfying(ProblemException.class, p -> assertThat(p.errors())
                        .singleElement()
                        .satisfies(e -> assertThat(e.field()).isEqualTo("settings.protocol")));
    }
}
