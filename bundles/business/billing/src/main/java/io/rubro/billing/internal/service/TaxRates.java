package io.rubro.billing.internal.service;

import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.global.GlobalSql;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tax rates of each country and when they are in force. Read once: only a changelog changes them. */
final class TaxRates {

    private final GlobalSql sql;
    private volatile @Nullable List<Rate> all;

    TaxRates(GlobalSql sql) {
        this.sql = sql;
    }

    private record Rate(String country, BigDecimal percent, LocalDate from, @Nullable LocalDate to) {

        boolean inForce(String where, LocalDate day) {
            LocalDate end = to;
            return country.equals(where) && !from.isAfter(day) && (end == null || !end.isBefore(day));
        }
    }

    /** The rates in force in a country on a day, in percent, highest first; equal to others whatever their scale. */
    SortedSet<BigDecimal> inForce(String country, LocalDate day) {
        SortedSet<BigDecimal> rates = new TreeSet<>(Comparator.reverseOrder());
        for (Rate rate : all()) {
            if (rate.inForce(country, day)) {
                rates.add(rate.percent);
            }
        }
        return rates;
    }

    private List<Rate> all() {
        List<Rate> read = all;
        if (read == null) {
            read = sql.query(
                    "select country, rate, valid_from, valid_to from billing.tax_rate",
                    row -> new Rate(
                            row.getString("country"),
                            Totals.plain(row.getBigDecimal("rate")),
                            row.getDate("valid_from").toLocalDate(),
                            Rows.dateOrNull(row, "valid_to")));
            all = read;
        }
        return read;
    }
}
