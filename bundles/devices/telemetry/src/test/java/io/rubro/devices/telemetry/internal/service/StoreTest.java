package io.rubro.devices.telemetry.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.devices.Bucket;
import io.rubro.devices.DeviceDeleted;
import io.rubro.devices.Measurement;
import io.rubro.devices.Reading;
import io.rubro.devices.Value;
import io.rubro.devices.telemetry.internal.TestHouse;
import io.rubro.devices.telemetry.internal.TestHouse.Registered;
import io.rubro.devices.telemetry.internal.ingest.JsonDriver;
import io.rubro.devices.telemetry.internal.model.StoredReading;
import io.rubro.devices.telemetry.internal.service.ReadingStore.Care;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private TestHouse house;
    private Registered scale;

    private void start(TestDatabase database) {
        house = new TestHouse(database);
        scale = house.device(new JsonDriver());
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private static Value number(String number) {
        return Value.of(new BigDecimal(number));
    }

    private StoredReading timed(String metric, String value, Instant at) {
        return StoredReading.of(
                scale.id(),
                new Measurement(metric, number(value), "kg", at),
                NOON,
                Id.next().value(),
                0,
                false);
    }

    private void store(Care care, StoredReading... readings) {
        house.run(() -> house.platform.transactions().run(() -> house.store.store(List.of(readings), care)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void values_of_every_sort_come_back_as_they_went(TestDatabase database) {
        start(database);
        house.run(() -> house.telemetry.record(
                scale.id(),
                List.of(
                        new Measurement("weight", number("1.234000"), "kg", NOON),
                        new Measurement("huge", number("99999999999999999999.123456789"), null, NOON),
                        new Measurement("tiny", number("-0.0000000006"), null, NOON),
                        new Measurement("mode", Value.of("ñandú ✓"), null, NOON),
                        new Measurement("door.open", Value.of(true), null, NOON),
                        new Measurement("shut", Value.of(false), null, NOON))));
        List<Reading> last = house.in(() -> house.telemetry.last(scale.id()));
        assertThat(last)
                .extracting(Reading::metric, Reading::value, Reading::unit, Reading::at)
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "(\"weight\", Decimal[number=1.234], \"kg\", 2026-11-20T12:00:00Z)",
                        "(\"huge\", Decimal[number=99999999999999999999.123456789], null, 2026-11-20T12:00:00Z)",
                        "(\"tiny\", Decimal[number=-1E-9], null, 2026-11-20T12:00:00Z)",
                        "(\"mode\", Text[text=ñandú ✓], null, 2026-11-20T12:00:00Z)",
                        "(\"door.open\", Flag[flag=true], null, 2026-11-20T12:00:00Z)",
                        "(\"shut\", Flag[flag=false], null, 2026-11-20T12:00:00Z)");
        for (Reading reading : last) {
            assertThat(house.in(
                            () -> house.telemetry.history(scale.id(), reading.metric(), NOON, NOON.plusMillis(1), 10)))
                    .containsExactly(reading);
            assertThat(house.in(() -> house.telemetry.last(scale.id(), reading.metric())))
                    .contains(reading);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_same_reading_is_stored_once(TestDatabase database) {
        start(database);
        StoredReading one = timed("weight", "1.5", NOON);
        StoredReading same = timed("weight", "1.50", NOON);
        StoredReading otherValue = timed("weight", "1.6", NOON);
        StoredReading later = timed("weight", "1.5", NOON.plusMillis(1));
        store(Care.NONE, one, same, otherValue);
        store(Care.LOOK, same, later, otherValue, later);
        assertThat(house.count("reading")).isEqualTo(3);
        if (database == TestDatabase.DERBY) {
            assertThatThrownBy(() -> store(Care.NONE, timed("weight", "7", NOON), one))
                    .isInstanceOfSatisfying(DataAccessException.class, e -> assertThat(e.isDuplicate())
                            .isTrue());
            assertThat(house.count("reading")).isEqualTo(3);
        } else {
            store(Care.NONE, one);
            assertThat(house.count("reading")).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_message_without_stamp_that_comes_again_is_known_by_its_identity(TestDatabase database) {
        start(database);
        Measurement measurement = new Measurement("weight", number("2"), "kg", null);
        StoredReading first = StoredReading.of(scale.id(), measurement, NOON, 42, 0, false);
        StoredReading again = StoredReading.of(scale.id(), measurement, NOON.plusSeconds(9), 42, 0, true);
        StoredReading another = StoredReading.of(scale.id(), measurement, NOON.plusSeconds(9), 43, 0, true);
        store(Care.NONE, first);
        store(Care.NONE, again, another);
        assertThat(house.count("reading")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_last_value_is_the_latest_measured_not_the_latest_arrived(TestDatabase database) {
        start(database);
        store(Care.NONE, timed("weight", "2", NOON), timed("weight", "1", NOON.minusSeconds(5)));
        assertThat(lastNumber()).isEqualTo("2");
        store(Care.NONE, timed("weight", "0", NOON.minusSeconds(60)));
        assertThat(lastNumber()).isEqualTo("2");
        store(Care.NONE, timed("weight", "3", NOON.plusSeconds(1)), timed("weight", "4", NOON.plusSeconds(2)));
        assertThat(lastNumber()).isEqualTo("4");
    }

    private String lastNumber() {
        Value value = house.in(() -> house.telemetry.last(scale.id(), "weight"))
                .orElseThrow()
                .value();
        return ((Value.Decimal) value).number().toPlainString();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_time_nobody_believes_is_replaced_by_that_of_arrival(TestDatabase database) {
        start(database);
        store(
                Care.NONE,
                timed("a", "1", NOON.plus(Duration.ofHours(23))),
                timed("b", "1", NOON.plus(Duration.ofHours(25))),
                timed("c", "1", Instant.parse("1999-12-31T23:59:59Z")));
        assertThat(house.in(() -> house.telemetry.last(scale.id())))
                .extracting(Reading::at)
                .containsExactly(NOON.plus(Duration.ofHours(23)), NOON, NOON);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void history_is_read_backwards_across_gaps_without_losing_a_reading(TestDatabase database) {
        start(database);
        List<StoredReading> readings = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            // pairs in the same millisecond; after the first thirty a week of silence
            Instant at = NOON.plusSeconds(i / 2 * 10).minus(Duration.ofDays(i < 30 ? 7 : 0));
            readings.add(timed("weight", "" + i, at));
        }
        store(Care.NONE, readings.toArray(StoredReading[]::new));
        List<StoredReading> seen = new ArrayList<>();
        Optional<List<String>> after = Optional.empty();
        do {
            Optional<List<String>> from = after;
            List<StoredReading> page = house.in(() -> house.telemetry.newestPage(
                    scale.id(), "weight", NOON.minus(Duration.ofDays(30)), NOON.plusSeconds(1000), from, 7));
            seen.addAll(page);
            after = page.size() < 7
                    ? Optional.empty()
                    : new PageRequest(7, null, SqlTelemetry.cursor(page.get(6))).after(2);
        } while (after.isPresent());
        assertThat(seen).hasSize(60).doesNotHaveDuplicates();
        assertThat(seen).extracting(StoredReading::at).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_last_values_of_several_devices_come_at_once(TestDatabase database) {
        start(database);
        Registered other = house.device(new JsonDriver());
        Registered mute = house.device(new JsonDriver());
        store(Care.NONE, timed("weight", "1", NOON), timed("battery", "90", NOON));
        store(
                Care.NONE,
                StoredReading.of(other.id(), new Measurement("door", Value.of(true), null, NOON), NOON, 1, 0, false));
        Map<Id, List<Reading>> last = house.in(() -> house.telemetry.last(Set.of(scale.id(), other.id(), mute.id())));
        assertThat(last).containsOnlyKeys(scale.id(), other.id());
        assertThat(last.get(scale.id())).extracting(Reading::metric).containsExactly("battery", "weight");
        assertThat(Tenant.call(new Id(9), () -> house.telemetry.last(Set.of(scale.id()))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void history_is_paged_and_summed_up(TestDatabase database) {
        start(database);
        List<StoredReading> readings = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            // pairs in the same millisecond, so that a page may end between two of them
            readings.add(timed("weight", "" + i, NOON.plusSeconds(i / 2 * 10)));
        }
        store(Care.NONE, readings.toArray(StoredReading[]::new));
        store(
                Care.NONE,
                StoredReading.of(
                        scale.id(), new Measurement("weight", Value.of("error"), null, NOON), NOON, 1, 0, false));
        Instant end = NOON.plusSeconds(1000);
        List<String> seen = new ArrayList<>();
        Optional<List<String>> after = Optional.empty();
        do {
            Optional<List<String>> from = after;
            List<StoredReading> page = house.in(() -> house.telemetry.page(scale.id(), "weight", NOON, end, from, 7));
            page.forEach(row ->
                    seen.add(row.value() instanceof Value.Decimal d ? d.number().toPlainString() : "text"));
            after = page.size() < 7
                    ? Optional.empty()
                    : new PageRequest(7, null, SqlTelemetry.cursor(page.get(6))).after(2);
        } while (after.isPresent());
        assertThat(seen).hasSize(101).doesNotHaveDuplicates();

        List<Bucket> minutes =
                house.in(() -> house.telemetry.buckets(scale.id(), "weight", NOON, end, Duration.ofMinutes(1)));
        assertThat(minutes).hasSize(9);
        assertThat(minutes.get(0))
                .isEqualTo(new Bucket(NOON, 12, BigDecimal.ZERO, new BigDecimal("5.5"), new BigDecimal("11")));
        assertThat(minutes.get(8).count()).isEqualTo(4);
        assertThat(minutes.stream().mapToLong(Bucket::count).sum()).isEqualTo(100);
        List<Bucket> thirds = house.in(
                () -> house.telemetry.buckets(scale.id(), "weight", NOON, NOON.plusSeconds(11), Duration.ofDays(1)));
        assertThat(thirds).extracting(Bucket::avg).containsExactly(new BigDecimal("1.5"));
        assertThatThrownBy(() -> house.in(() -> house.telemetry.buckets(
                        scale.id(), "weight", NOON, NOON.plus(Duration.ofDays(1)), Duration.ofSeconds(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_mean_that_does_not_end_is_rounded(TestDatabase database) {
        start(database);
        store(
                Care.NONE,
                timed("weight", "1", NOON),
                timed("weight", "1", NOON.plusMillis(1)),
                timed("weight", "2", NOON.plusMillis(2)));
        assertThat(house.in(() -> house.telemetry.buckets(
                        scale.id(), "weight", NOON, NOON.plusSeconds(1), Duration.ofSeconds(60))))
                .extracting(Bucket::avg)
                .containsExactly(new BigDecimal("1.333333333"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void readings_go_when_their_time_is_up_and_last_values_stay(TestDatabase database) {
        start(database);
        Instant old = NOON.minus(Duration.ofDays(90)).minusMillis(1);
        store(
                Care.NONE,
                timed("weight", "1", old.minus(Duration.ofDays(40))),
                timed("weight", "2", old),
                timed("weight", "3", old.plusMillis(1)),
                timed("dead", "4", old));
        house.run(() -> house.setAside.add(aside(old)));
        house.run(() -> house.setAside.add(aside(NOON)));
        retention(90).run();
        assertThat(house.count("reading")).isEqualTo(1);
        assertThat(house.count("last_value")).isEqualTo(2);
        assertThat(house.count("set_aside")).isEqualTo(1);
        retention(0).run();
        assertThat(house.count("reading")).isEqualTo(1);
    }

    private Retention retention(int days) {
        return new Retention(
                house.platform.sql(), house.setAside, house, days, days, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private SetAside.Message aside(Instant at) {
        return new SetAside.Message(
                Id.next(),
                scale.id(),
                "weight",
                "¿?".getBytes(StandardCharsets.UTF_8),
                at,
                SetAside.Reason.NOT_UNDERSTOOD,
                "not JSON");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_removed_device_is_forgotten(TestDatabase database) {
        start(database);
        Registered other = house.device(new JsonDriver());
        store(Care.NONE, timed("weight", "1", NOON));
        house.run(() -> house.telemetry.record(other.id(), List.of(Measurement.of("weight", number("2"), null))));
        house.run(() -> house.setAside.add(aside(NOON)));
        RemovedDevices subscriber =
                new RemovedDevices(house.platform.sql(), house.platform.schema("telemetry"), house.setAside);
        house.run(() -> subscriber.on(new Delivered(new DeviceDeleted(scale.id(), "Balanza", "json"))));
        assertThat(house.in(() -> house.telemetry.last(scale.id()))).isEmpty();
        retention(90).run();
        assertThat(house.count("reading")).isEqualTo(1);
        assertThat(house.count("last_value")).isEqualTo(1);
        assertThat(house.count("set_aside")).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void only_enabled_devices_of_the_own_organisation_record(TestDatabase database) {
        start(database);
        List<Measurement> one = List.of(Measurement.of("weight", number("1"), null));
        assertThatThrownBy(() -> Tenant.run(TestHouse.OTHER, () -> house.telemetry.record(scale.id(), one)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("telemetry.device.not-found");
        house.run(() -> house.telemetry.record(scale.id(), one));
        Tenant.run(TestHouse.OTHER, () -> {
            assertThat(house.telemetry.last(scale.id())).isEmpty();
            assertThat(house.telemetry.history(scale.id(), "weight", Instant.EPOCH, NOON.plusSeconds(999_999_999), 9))
                    .isEmpty();
            assertThat(house.setAside.list(scale.id(), null, new Id(0), 9)).isEmpty();
        });
        house.disable(scale, "json");
        assertThatThrownBy(() -> house.run(() -> house.telemetry.record(scale.id(), one)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("telemetry.device.disabled");
        assertThat(house.count("reading")).isEqualTo(1);
    }
}
