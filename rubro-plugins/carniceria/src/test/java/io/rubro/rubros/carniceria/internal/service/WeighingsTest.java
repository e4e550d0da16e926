package io.rubro.rubros.carniceria.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.devices.Bucket;
import io.rubro.devices.Device;
import io.rubro.devices.Devices;
import io.rubro.devices.Measurement;
import io.rubro.devices.Reading;
import io.rubro.devices.Telemetry;
import io.rubro.devices.Value;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import io.rubro.rubros.carniceria.internal.driver.ScaleDriver;
import io.rubro.rubros.carniceria.internal.model.Product;
import io.rubro.rubros.carniceria.internal.model.ProductDraft;
import io.rubro.rubros.carniceria.internal.model.Weighing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A counter with one scale, on a real database. */
class WeighingsTest implements Devices, Telemetry, Organizations {

    private static final Id SHOP = new Id(1);
    private static final Id SCALE = new Id(7);

    private TestPlatform platform;
    private Products products;
    private Weighings weighings;
    private final RecordedLive live = new RecordedLive();
    private String kilograms = "0";
    private String status = "stable";

    private void open(TestDatabase database) {
        platform = database.start();
        platform.migrate("carniceria", "db/changelog.xml");
        products = new Products(
                platform.transactions(),
                platform.unit("carniceria"),
                platform.schema("carniceria"),
                (action, type, id, details) -> {},
                live);
        weighings = new Weighings(
                platform.transactions(),
                platform.sql(),
                platform.schema("carniceria"),
                products,
                this,
                this,
                this,
                live);
    }

    @AfterEach
    void close() {
        platform.close();
    }

    private Product product(int plu, String name, String price) {
        return Tenant.call(SHOP, () -> products.create(new ProductDraft(plu, name, new BigDecimal(price), null, null)));
    }

    private Weighing weigh(String kilograms, Product product) {
        this.kilograms = kilograms;
        return Tenant.call(SHOP, () -> weighings.weigh(SCALE, product.id()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_weighed_is_priced_listed_by_day_and_summed_up(TestDatabase database) {
        open(database);
        Product sausage = product(7, "Morcilla", "9.90");
        assertThat(weigh("1.255", sausage).total()).isEqualByComparingTo("12.42");
        weigh("0.5", sausage);
        assertThat(Tenant.call(SHOP, weighings::today))
                .isEqualTo(new Weighings.Sum(2, new BigDecimal("1.755"), new BigDecimal("17.37")));
        assertThat(Tenant.call(new Id(2), weighings::today).count()).isZero();

        LocalDate today = LocalDate.now(ZoneId.of("Europe/Madrid"));
        assertThat(listed(today, today)).isEqualTo(2);
        assertThat(listed(null, today.minusDays(1))).isZero();
        assertThat(listed(today.plusDays(1), null)).isZero();
        assertThat(live.updates())
                .anyMatch(update -> "carniceria.weighing".equals(update.data().get("type")));
    }

    private int listed(LocalDate from, LocalDate to) {
        return Tenant.call(SHOP, () -> weighings.list(from, to, new PageRequest(50, null, null)))
                .items()
                .size();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_weight_that_still_moves_is_not_sold(TestDatabase database) {
        open(database);
        Product sausage = product(7, "Morcilla", "9.90");
        status = "motion";
        assertThatThrownBy(() -> weigh("1", sausage))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(409));
        assertThat(Tenant.call(SHOP, weighings::today).count()).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void products_are_found_by_a_part_of_their_name_or_their_plu(TestDatabase database) {
        open(database);
        product(12, "Ternera picada", "11.90");
        product(7, "Morcilla de Burgos", "9.90");
        product(120, "100% ibérico", "49.00");
        assertThat(found(null)).containsExactly(7, 12);
        assertThat(found("BURGOS")).containsExactly(7);
        assertThat(found("12")).containsExactly(12);
        assertThat(found("%")).containsExactly(120);
    }

    private List<Integer> found(String text) {
        return Tenant.call(SHOP, () -> products.list(text, new PageRequest(2, null, null)).items().stream()
                .map(Product::plu)
                .toList());
    }

    // ------------------------------------------------------------------ the shop around it

    @Override
    public Optional<Device> find(Id device) {
        return withDriver(ScaleDriver.ID).stream()
                .filter(scale -> scale.id().equals(device))
                .findFirst();
    }

    @Override
    public List<Device> withDriver(String driver) {
        return List.of(new Device(SCALE, "Mostrador", driver, null, null, Map.of(), true, 1));
    }

    @Override
    public void send(Id device, String command, Map<String, Object> arguments) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Reading> last(Id device) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Reading> last(Id device, String metric) {
        Value value = metric.equals(ScaleDriver.STATUS) ? Value.of(status) : Value.of(new BigDecimal(kilograms));
        return Optional.of(new Reading(device, metric, value, null, Instant.now(), Instant.now()));
    }

    @Override
    public List<Reading> history(Id device, String metric, Instant from, Instant to, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Bucket> buckets(Id device, String metric, Instant from, Instant to, Duration every) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void record(Id device, List<Measurement> measurements) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Organization current() {
        return new Organization(
                SHOP, "Carnicería", "Carnicería SL", null, "ES", "EUR", "Europe/Madrid", "es-ES", null, 1);
    }

    @Override
    public List<Id> all() {
        return List.of(SHOP);
    }
}
