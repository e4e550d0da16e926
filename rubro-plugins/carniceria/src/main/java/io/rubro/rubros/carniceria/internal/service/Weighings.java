package io.rubro.rubros.carniceria.internal.service;

import io.rubro.devices.Device;
import io.rubro.devices.Devices;
import io.rubro.devices.Reading;
import io.rubro.devices.Telemetry;
import io.rubro.devices.Value;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.rubros.carniceria.internal.driver.ScaleDriver;
import io.rubro.rubros.carniceria.internal.driver.ScaleState;
import io.rubro.rubros.carniceria.internal.model.Product;
import io.rubro.rubros.carniceria.internal.model.Scale;
import io.rubro.rubros.carniceria.internal.model.Weighing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Weighs with a scale of the shop: its last stable weight times the product's price. */
@Component(service = Weighings.class)
public final class Weighings {

    private static final String COLUMNS =
            "id, weighed_at, device_id, product_id, plu, product_name, weight_kg," + " price_per_kg, total, barcode";

    private final Transactions tx;
    private final Sql sql;
    private final Products products;
    private final Devices devices;
    private final Telemetry telemetry;

    /** Called by the component runtime. */
    @Activate
    public Weighings(
            @Reference Transactions tx,
            @Reference Sql sql,
            @Reference(target = "(module=carniceria)") SchemaReady schema,
            @Reference Products products,
            @Reference Devices devices,
            @Reference Telemetry telemetry) {
        this.tx = tx;
        this.sql = sql;
        this.products = products;
        this.devices = devices;
        this.telemetry = telemetry;
    }

    /** The scales of the shop with what they show now. */
    public List<Scale> scales() {
        return tx.required(() ->
                devices.withDriver(ScaleDriver.ID).stream().map(this::scale).toList());
    }

    private Scale scale(Device device) {
        Optional<Reading> weight = telemetry.last(device.id(), ScaleDriver.WEIGHT);
        Optional<Reading> status = telemetry.last(device.id(), ScaleDriver.STATUS);
        return new Scale(
                device.id(),
                device.name(),
                status.map(s -> state(s).text()).orElse("silent"),
                weight.map(Weighings::kilograms).orElse(null),
                status.map(Reading::receivedAt).orElse(null));
    }

    /**
     * Weighs what lies on a scale now.
     *
     * @throws ProblemException 404 if there is no such scale or product, 409 if the scale shows no weight that can be sold
     */
    public Weighing weigh(Id scale, Id productId) {
        return tx.required(() -> {
            Product product = products.get(productId);
            BigDecimal weight = stableWeight(scale(scale));
            BigDecimal total = weight.multiply(product.pricePerKg()).setScale(2, RoundingMode.HALF_UP);
            Weighing weighing = new Weighing(
                    Id.next(),
                    Instant.now().truncatedTo(ChronoUnit.MILLIS),
                    scale,
                    productId,
                    product.plu(),
                    product.name(),
                    weight,
                    product.pricePerKg(),
                    total,
                    Label.ean13(product, weight, total).orElse(null));
            insert(weighing);
            return weighing;
        });
    }

    private Device scale(Id id) {
        return devices.find(id)
                .filter(d -> d.driver().equals(ScaleDriver.ID))
                .orElseThrow(() -> ProblemException.notFound("carniceria.scale.not-found", id));
    }

    private BigDecimal stableWeight(Device scale) {
        long maxAge = scale.settings().get(ScaleDriver.MAX_AGE) instanceof Number n ? n.longValue() : 10;
        Reading status = telemetry
                .last(scale.id(), ScaleDriver.STATUS)
                .filter(s -> s.receivedAt().isAfter(Instant.now().minus(Duration.ofSeconds(maxAge))))
                .orElseThrow(() -> refusal("silent", Map.of("name", scale.name(), "seconds", maxAge)));
        ScaleState state = state(status);
        if (state != ScaleState.STABLE) {
            throw refusal(state.text(), Map.of("name", scale.name()));
        }
        BigDecimal weight = telemetry
                .last(scale.id(), ScaleDriver.WEIGHT)
                .map(Weighings::kilograms)
                .orElse(BigDecimal.ZERO)
                .setScale(3, RoundingMode.HALF_UP);
        if (weight.signum() <= 0) {
            throw refusal("empty", Map.of("name", scale.name()));
        }
        return weight;
    }

    private static ProblemException refusal(String why, Map<String, Object> args) {
        return ProblemException.conflict("carniceria.scale." + why, args);
    }

    private static ScaleState state(Reading status) {
        return status.value() instanceof Value.Text text ? ScaleState.of(text.text()) : ScaleState.ERROR;
    }

    private static BigDecimal kilograms(Reading weight) {
        return weight.value() instanceof Value.Decimal decimal ? decimal.number() : BigDecimal.ZERO;
    }

    private void insert(Weighing w) {
        sql.update(
                "insert into carniceria.weighing (organization_id, " + COLUMNS
                        + ") values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                w.id(),
                w.weighedAt(),
                w.deviceId(),
                w.productId(),
                w.plu(),
                w.productName(),
                w.weightKg(),
                w.pricePerKg(),
                w.total(),
                w.barcode());
    }

    /** What was weighed, the latest first. */
    public Page<Weighing> list(PageRequest page) {
        int limit = page.limit();
        Id before = page.after(1).map(c -> id(c.get(0))).orElse(new Id(Long.MAX_VALUE));
        List<Weighing> rows = sql.query(
                "select " + COLUMNS + " from carniceria.weighing where organization_id = {org} and id < ?"
                        + " order by id desc fetch first " + (limit + 1) + " rows only",
                Weighings::row,
                before);
        return Page.of(rows, limit, w -> PageRequest.cursor(w.id()));
    }

    private static Id id(String cursor) {
        try {
            return Id.valueOf(cursor);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    private static Weighing row(ResultSet r) throws SQLException {
        return new Weighing(
                Rows.id(r, "id"),
                Rows.instant(r, "weighed_at"),
                Rows.id(r, "device_id"),
                Rows.id(r, "product_id"),
                r.getInt("plu"),
                r.getString("product_name"),
                r.getBigDecimal("weight_kg"),
                r.getBigDecimal("price_per_kg"),
                r.getBigDecimal("total"),
                r.getString("barcode"));
    }
}
