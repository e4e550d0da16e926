package io.rubro.rubros.carniceria.internal.service;

import io.rubro.devices.Device;
import io.rubro.devices.Devices;
import io.rubro.devices.Reading;
import io.rubro.devices.Telemetry;
import io.rubro.devices.Value;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.organizations.Organizations;
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
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private final Organizations organizations;
    private final LiveUpdates live;

    /**
     * What several weighings come to.
     *
     * @param count how many
     * @param weightKg three decimals
     * @param total in the organisation's currency, two decimals
     */
    public record Sum(long count, BigDecimal weightKg, BigDecimal total) {}

    /** Called by the component runtime. */
    @Activate
    public Weighings(
            @Reference Transactions tx,
            @Reference Sql sql,
            @Reference(target = "(module=carniceria)") SchemaReady schema,
            @Reference Products products,
            @Reference Devices devices,
            @Reference Telemetry telemetry,
            @Reference Organizations organizations,
            @Reference LiveUpdates live) {
        this.tx = tx;
        this.sql = sql;
        this.products = products;
        this.devices = devices;
        this.telemetry = telemetry;
        this.organizations = organizations;
        this.live = live;
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
            live.changed("carniceria.weighing", weighing.id(), "carniceria.weighing.read");
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

    /**
     * What was weighed, the latest first.
     *
     * @param from the first day wanted; null for no limit
     * @param to the last day wanted; null for no limit
     */
    public Page<Weighing> list(@Nullable LocalDate from, @Nullable LocalDate to, PageRequest page) {
        int limit = page.limit();
        List<Object> args = new ArrayList<>();
        StringBuilder query = new StringBuilder(
                "select " + COLUMNS + " from carniceria.weighing where organization_id = {org} and id < ?");
        args.add(page.after(1).map(c -> id(c.get(0))).orElse(new Id(Long.MAX_VALUE)));
        if (from != null) {
            query.append(" and weighed_at >= ?");
            args.add(start(from));
        }
        if (to != null) {
            query.append(" and weighed_at < ?");
            args.add(start(to.plusDays(1)));
        }
        query.append(" order by id desc fetch first " + (limit + 1) + " rows only");
        List<Weighing> rows = sql.query(query.toString(), Weighings::row, args.toArray());
        return Page.of(rows, limit, w -> PageRequest.cursor(w.id()));
    }

    /** What was weighed today, where the organisation is. */
    public Sum today() {
        return sql.queryOne(
                        "select count(*) as n, coalesce(sum(weight_kg), 0) as kg, coalesce(sum(total), 0) as money"
                                + " from carniceria.weighing where organization_id = {org} and weighed_at >= ?",
                        r -> new Sum(
                                r.getLong("n"),
                                r.getBigDecimal("kg").setScale(3, RoundingMode.HALF_UP),
                                r.getBigDecimal("money").setScale(2, RoundingMode.HALF_UP)),
                        start(LocalDate.now(organizations.current().zone())))
                .orElseThrow();
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(organizations.current().zone()).toInstant();
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
