package io.rubro.billing.internal.receivables;

import io.rubro.billing.internal.receivables.LateInterest.Rates;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The legal rates of late interest: those that come with the product, by country and first day, and those the organisation
 * added, which win. A rate holds for a half-year; beyond it the last one known is used and marked as provisional.
 */
@Component(service = InterestRates.class)
public final class InterestRates {

    private final Sql sql;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public InterestRates(@Reference Sql sql, @Reference(target = "(module=billing)") SchemaReady schema) {
        this.sql = sql;
    }

    /** A rate and the first day it holds, percent a year. */
    public record Rate(LocalDate validFrom, BigDecimal rate) {}

    /** All rates known for a country, oldest first; none if the country has no legal rate. */
    public List<Rate> list(String country) {
        return legal(country).entrySet().stream()
                .map(entry -> new Rate(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The rates interest is computed with. */
    Rates rates(String country) {
        NavigableMap<LocalDate, BigDecimal> legal = legal(country);
        LocalDate known = legal.isEmpty()
                ? LocalDate.MAX
                : legal.lastKey().withDayOfMonth(1).plusMonths(6);
        return new Rates(legal, known);
    }

    /** Adds or replaces a rate of the organisation. */
    void put(LocalDate from, BigDecimal rate) {
        sql.update("delete from billing.interest_rate where organization_id = {org} and valid_from = ?", from);
        sql.update(
                "insert into billing.interest_rate (organization_id, valid_from, rate) values ({org}, ?, ?)",
                from,
                rate);
    }

    private NavigableMap<LocalDate, BigDecimal> legal(String country) {
        NavigableMap<LocalDate, BigDecimal> rates = new TreeMap<>(shipped(country));
        sql.query(
                        "select valid_from, rate from billing.interest_rate where organization_id = {org}",
                        row -> new Rate(row.getDate("valid_from").toLocalDate(), row.getBigDecimal("rate")))
                .forEach(rate -> rates.put(rate.validFrom, rate.rate));
        return rates;
    }

    private static NavigableMap<LocalDate, BigDecimal> shipped(String country) {
        NavigableMap<LocalDate, BigDecimal> rates = new TreeMap<>();
        try (@Nullable InputStream in = InterestRates.class.getResourceAsStream("/legal/late-interest.csv")) {
            if (in == null) {
                throw new IllegalStateException("legal/late-interest.csv is not in the bundle");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(",", -1);
                if (!line.startsWith("#") && parts.length == 3 && parts[0].equals(country)) {
                    rates.put(LocalDate.parse(parts[1]), new BigDecimal(parts[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rates;
    }
}
