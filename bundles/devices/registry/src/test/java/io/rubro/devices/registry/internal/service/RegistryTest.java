package io.rubro.devices.registry.internal.service;

import static io.rubro.devices.registry.internal.service.Registry.draft;
import static io.rubro.devices.registry.internal.service.Registry.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.devices.Device;
import io.rubro.devices.DeviceCreated;
import io.rubro.devices.DeviceDeleted;
import io.rubro.devices.DeviceUpdated;
import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.registry.internal.service.DeviceList.State;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryTest {

    private Registry registry;

    private void start(TestDatabase database) {
        registry = new Registry(database);
    }

    @AfterEach
    void stop() throws InterruptedException {
        registry.close();
    }

    private RegisteredDevice create(String name) {
        return registry.in(() -> registry.devices.create(draft(name)));
    }

    private static void refused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).as(problem.getMessage()).isEqualTo(status);
            assertThat(problem.getMessage()).contains(code);
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_device_is_registered_changed_and_removed(TestDatabase database) {
        start(database);
        RegisteredDevice made = create("Escaparate");
        assertThat(registry.in(() -> registry.devices.get(made.id()))).isEqualTo(made);
        DeviceDraft moved = new DeviceDraft(
                "Escaparate", "lamp", "luces", "calle", settings("{\"channel\":4,\"colour\":\"cold\"}"), true);
        RegisteredDevice changed =
                registry.in(() -> registry.devices.update(made.id(), new IfMatch(made.version()), moved));
        assertThat(changed.version()).isGreaterThan(made.version());
        Device device = registry.in(() -> registry.devices.find(made.id())).orElseThrow();
        assertThat(device.settings()).isEqualTo(Map.of("channel", 4, "colour", "cold"));
        assertThat(device.place()).isEqualTo("calle");
        assertThat(registry.in(() -> registry.devices.withDriver("lamp"))).containsExactly(device);
        refused(
                412,
                "rest.stale-version",
                () -> registry.run(() -> registry.devices.update(made.id(), new IfMatch(made.version()), moved)));
        refused(428, "rest.if-match-required", () -> registry.run(() -> registry.devices.delete(made.id(), null)));
        registry.run(() -> registry.devices.delete(made.id(), new IfMatch(changed.version())));
        refused(404, "devices.device.not-found", () -> registry.in(() -> registry.devices.get(made.id())));
        assertThat(registry.events)
                .containsExactly(
                        new DeviceCreated(made.id(), "Escaparate", "lamp"),
                        new DeviceUpdated(made.id(), "Escaparate", "lamp"),
                        new DeviceDeleted(made.id(), "Escaparate", "lamp"));
        assertThat(registry.trail)
                .containsExactly("devices.device.create", "devices.device.update", "devices.device.delete");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void settings_are_what_the_driver_wants(TestDatabase database) {
        start(database);
        Map<String, String> wrong = Map.of(
                "{}", "devices.field.missing",
                "{\"channel\":\"3\"}", "devices.field.not-number",
                "{\"channel\":3.5}", "devices.field.not-integer",
                "{\"channel\":9}", "devices.field.range",
                "{\"channel\":3,\"color\":\"warm\"}", "devices.field.unknown",
                "{\"channel\":3,\"colour\":\"green\"}", "devices.field.choice",
                "{\"channel\":3,\"colour\":1}", "devices.field.not-text",
                "{\"channel\":8,\"colour\":\"cold\"}", "lamp.no-cold-on-8");
        wrong.forEach((settings, code) -> refused(
                422,
                code,
                () -> registry.in(() -> registry.devices.create(
                        new DeviceDraft("Lámpara", "lamp", null, null, settings(settings), true)))));
        refused(
                409,
                "devices.driver.not-running",
                () -> registry.in(() -> registry.devices.create(
                        new DeviceDraft("Lámpara", "radio", null, null, settings("{}"), true))));
        assertThat(registry.events).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_device_whose_driver_left_can_be_renamed_but_not_set(TestDatabase database) {
        start(database);
        RegisteredDevice made = create("Escaparate");
        registry.drivers.unbindDriver(registry.drivers.find("lamp").orElseThrow());
        assertThat(registry.in(() -> registry.list.get(made.id())).driverRunning())
                .isFalse();
        DeviceDraft renamed = new DeviceDraft("Vitrina", "lamp", null, null, made.settings(), true);
        RegisteredDevice changed =
                registry.in(() -> registry.devices.update(made.id(), new IfMatch(made.version()), renamed));
        assertThat(changed.name()).isEqualTo("Vitrina");
        DeviceDraft set = new DeviceDraft("Vitrina", "lamp", null, null, settings("{\"channel\":5}"), true);
        refused(
                409,
                "devices.driver.not-running",
                () -> registry.in(() -> registry.devices.update(made.id(), new IfMatch(changed.version()), set)));
        refused(
                409,
                "devices.driver.not-running",
                () -> registry.run(() -> registry.devices.send(made.id(), "dim", Map.of("level", 1))));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_device_connects_with_its_last_secret_and_only_while_enabled(TestDatabase database) {
        start(database);
        RegisteredDevice made = create("Escaparate");
        String user = made.id().toString();
        DeviceIdentity identity = new DeviceIdentity(Registry.ORGANIZATION, made.id());
        assertThat(registry.credentials.authenticate(user, "")).isEmpty();
        String first = registry.in(() -> registry.devices.rotateCredentials(made.id()));
        assertThat(first).hasSizeGreaterThanOrEqualTo(43);
        assertThat(registry.credentials.authenticate(user, first)).contains(identity);
        assertThat(registry.credentials.authenticate(user.toLowerCase(java.util.Locale.ROOT), first))
                .isEmpty();
        assertThat(registry.credentials.authenticate("x", first)).isEmpty();
        String second = registry.in(() -> registry.devices.rotateCredentials(made.id()));
        assertThat(registry.credentials.authenticate(user, first)).isEmpty();
        assertThat(registry.credentials.authenticate(user, second)).contains(identity);
        assertThat(registry.cut).containsExactly(made.id(), made.id());
        RegisteredDevice off = registry.in(() -> registry.devices.update(
                made.id(),
                new IfMatch(made.version()),
                new DeviceDraft("Escaparate", "lamp", null, null, made.settings(), false)));
        assertThat(registry.credentials.authenticate(user, second)).isEmpty();
        assertThat(registry.cut).hasSize(3);
        refused(
                409,
                "devices.device.disabled",
                () -> registry.run(() -> registry.devices.send(made.id(), "dim", Map.of("level", 1))));
        RegisteredDevice on =
                registry.in(() -> registry.devices.update(made.id(), new IfMatch(off.version()), draft("Escaparate")));
        assertThat(registry.credentials.authenticate(user, second)).contains(identity);
        registry.run(() -> registry.devices.delete(made.id(), new IfMatch(on.version())));
        assertThat(registry.credentials.authenticate(user, second)).isEmpty();
        assertThat(registry.cut).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void connections_are_not_cut_when_the_change_is_rolled_back(TestDatabase database) {
        start(database);
        RegisteredDevice made = create("Escaparate");
        String secret = registry.in(() -> registry.devices.rotateCredentials(made.id()));
        registry.cut.clear();
        registry.run(() -> registry.platform.transactions().run(() -> {
            registry.devices.rotateCredentials(made.id());
            registry.platform.transactions().setRollbackOnly();
        }));
        assertThat(registry.cut).isEmpty();
        assertThat(registry.credentials.authenticate(made.id().toString(), secret))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_command_reaches_the_device_in_its_drivers_words(TestDatabase database) {
        start(database);
        RegisteredDevice made = create("Escaparate");
        registry.run(() -> registry.devices.send(made.id(), "dim", Map.of("level", 0.5)));
        assertThat(registry.sent)
                .containsExactly(
                        new Registry.Sent(new DeviceIdentity(Registry.ORGANIZATION, made.id()), "dim/3", "0.5", false));
        refused(
                422,
                "devices.command.unknown",
                () -> registry.run(() -> registry.devices.send(made.id(), "explode", Map.of())));
        refused(
                422,
                "arguments.level",
                () -> registry.run(() -> registry.devices.send(made.id(), "dim", Map.of("level", 2))));
        registry.broker.bindLink(new Only<>(null));
        refused(
                503,
                "devices.link.unavailable",
                () -> registry.run(() -> registry.devices.send(made.id(), "dim", Map.of("level", 1))));
        assertThat(registry.sent).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_shadow_merges_wishes_and_reports(TestDatabase database) {
        start(database);
        RegisteredDevice made = create("Escaparate");
        Shadow first = registry.in(() -> registry.shadows.wish(
                made.id(), null, settings("{\"on\":true,\"night\":{\"from\":22,\"level\":0.25}}")));
        registry.run(() -> registry.shadows.report(made.id(), "{\"on\":false,\"firmware\":\"1.4.2\"}"));
        refused(
                412,
                "rest.stale-version",
                () -> registry.in(() ->
                        registry.shadows.wish(made.id(), new IfMatch(first.version()), settings("{\"on\":null}"))));
        Shadow second = registry.in(() -> registry.shadows.get(made.id()));
        Shadow third = registry.in(() -> registry.shadows.wish(
                made.id(), new IfMatch(second.version()), settings("{\"on\":null,\"night\":{\"from\":23}}")));
        assertThat(third.desired()).hasToString("{\"night\":{\"from\":23,\"level\":0.25}}");
        assertThat(third.reported()).hasToString("{\"on\":false,\"firmware\":\"1.4.2\"}");
        assertThat(registry.in(() -> registry.list.get(made.id())).firmware()).isEqualTo("1.4.2");
        assertThat(registry.sent)
                .extracting(Registry.Sent::topic, Registry.Sent::text, Registry.Sent::retained)
                .last()
                .hasToString("(\"shadow\", \"{\"night\":{\"from\":23,\"level\":0.25}}\", true)");
        refused(422, "devices.shadow.not-object", () -> registry.run(() -> registry.shadows.report(made.id(), "[1]")));
        refused(422, "devices.shadow.not-object", () -> registry.run(() -> registry.shadows.report(made.id(), "{")));
        refused(
                422,
                "devices.shadow.too-long",
                () -> registry.run(() -> registry.shadows.report(made.id(), "{\"x\":\"" + "y".repeat(16_000) + "\"}")));
        assertThat(registry.in(() -> registry.shadows.get(made.id()))).isEqualTo(third);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void presence_is_written_down_after_a_moment(TestDatabase database) {
        start(database);
        RegisteredDevice lamp = create("Escaparate");
        RegisteredDevice left = create("Almacén");
        DeviceIdentity identity = new DeviceIdentity(Registry.ORGANIZATION, lamp.id());
        DeviceIdentity ghost = new DeviceIdentity(Registry.ORGANIZATION, left.id());
        Instant at = Instant.parse("2026-11-20T10:00:00Z");
        registry.presence.online(ghost, true);
        registry.presence.write();
        registry.presence.onlyOnline(Set.of(identity));
        registry.presence.seen(identity, at.plusSeconds(5));
        registry.presence.seen(identity, at);
        registry.presence.write();
        DeviceRow row = registry.in(() -> registry.list.get(lamp.id()));
        assertThat(row.online()).isTrue();
        assertThat(row.lastSeen()).isEqualTo(at.plusSeconds(5));
        assertThat(registry.in(() -> registry.list.get(left.id())).online()).isFalse();
        registry.presence.online(identity, false);
        registry.presence.write();
        assertThat(registry.in(() -> registry.list.get(lamp.id())).online()).isFalse();
        // nothing of this changes the version people work with
        assertThat(registry.in(() -> registry.devices.get(lamp.id())).version()).isEqualTo(lamp.version());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void lists_are_filtered_sorted_and_paged(TestDatabase database) {
        start(database);
        registry.run(() -> IntStream.rangeClosed(1, 7)
                .forEach(i -> registry.devices.create(new DeviceDraft(
                        "Lámpara " + (8 - i),
                        "lamp",
                        i % 2 == 0 ? "par" : "impar",
                        null,
                        settings("{\"channel\":1}"),
                        true))));
        assertThat(names(new DeviceList.Filter(null, null, null, null), "name", 3))
                .containsExactly(
                        "Lámpara 1", "Lámpara 2", "Lámpara 3", "Lámpara 4", "Lámpara 5", "Lámpara 6", "Lámpara 7");
        assertThat(names(new DeviceList.Filter(null, null, null, null), "-createdAt", 2))
                .startsWith("Lámpara 1", "Lámpara 2")
                .hasSize(7);
        assertThat(names(new DeviceList.Filter("MPARA 7", "impar", "lamp", State.OFFLINE), "-name", 50))
                .containsExactly("Lámpara 7");
        assertThat(names(new DeviceList.Filter(null, null, null, State.ONLINE), "name", 50))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void devices_are_found_and_counted_by_how_they_are_doing(TestDatabase database) {
        start(database);
        RegisteredDevice lively = create("Viva");
        RegisteredDevice mute = create("Callada");
        RegisteredDevice blocked = create("Bloqueada");
        create("Nueva");
        DeviceDraft no = new DeviceDraft("Bloqueada", "lamp", null, null, settings("{\"channel\":1}"), false);
        registry.run(() -> registry.devices.update(blocked.id(), new IfMatch(blocked.version()), no));
        for (RegisteredDevice device : List.of(lively, mute)) {
            registry.presence.online(new DeviceIdentity(Registry.ORGANIZATION, device.id()), true);
        }
        Instant now = Instant.now();
        registry.presence.seen(new DeviceIdentity(Registry.ORGANIZATION, lively.id()), now);
        registry.presence.seen(
                new DeviceIdentity(Registry.ORGANIZATION, mute.id()),
                now.minus(DeviceList.SILENCE).minusSeconds(60));
        registry.presence.write();
        assertThat(names(new DeviceList.Filter(null, null, null, State.ONLINE), "name", 1))
                .containsExactly("Callada", "Viva");
        assertThat(names(new DeviceList.Filter(null, null, null, State.OFFLINE), "name", 50))
                .containsExactly("Nueva");
        assertThat(names(new DeviceList.Filter(null, null, null, State.SILENT), "name", 50))
                .containsExactly("Callada");
        assertThat(names(new DeviceList.Filter(null, null, null, State.BLOCKED), "name", 50))
                .containsExactly("Bloqueada");
        assertThat(registry.in(registry.list::figures)).isEqualTo(new DeviceList.Figures(4, 2, 1, 1));
        assertThat(Tenant.call(Registry.OTHER, registry.list::figures)).isEqualTo(new DeviceList.Figures(0, 0, 0, 0));
    }

    private List<String> names(DeviceList.Filter filter, String sort, int limit) {
        List<String> names = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            Page<DeviceRow> page = registry.in(() -> registry.list.list(filter, new PageRequest(limit, sort, from)));
            page.items().forEach(row -> names.add(row.name()));
            cursor = page.next();
        } while (cursor != null);
        return names;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void another_organisation_sees_and_changes_nothing(TestDatabase database) {
        start(database);
        RegisteredDevice made = create("Escaparate");
        String secret = registry.in(() -> registry.devices.rotateCredentials(made.id()));
        Id id = made.id();
        Tenant.run(Registry.OTHER, () -> {
            assertThat(registry.devices.find(id)).isEmpty();
            assertThat(registry.devices.withDriver("lamp")).isEmpty();
            assertThat(registry.list
                            .list(new DeviceList.Filter(null, null, null, null), new PageRequest(9, null, null))
                            .items())
                    .isEmpty();
            IfMatch any = new IfMatch(-1);
            String notFound = "devices.device.not-found";
            refused(404, notFound, () -> registry.devices.get(id));
            refused(404, notFound, () -> registry.list.get(id));
            refused(404, notFound, () -> registry.devices.update(id, any, draft("x")));
            refused(404, notFound, () -> registry.devices.delete(id, any));
            refused(404, notFound, () -> registry.devices.rotateCredentials(id));
            refused(404, notFound, () -> registry.devices.send(id, "dim", Map.of("level", 1)));
            refused(404, notFound, () -> registry.shadows.get(id));
            refused(404, notFound, () -> registry.shadows.wish(id, null, settings("{\"on\":true}")));
            refused(404, notFound, () -> registry.shadows.report(id, "{}"));
        });
        assertThat(registry.credentials.authenticate(id.toString(), secret)).isPresent();
        assertThat(registry.in(() -> registry.devices.get(id)).name()).isEqualTo("Escaparate");
    }
}
