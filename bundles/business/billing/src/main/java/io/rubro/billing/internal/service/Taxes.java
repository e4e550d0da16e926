package io.rubro.billing.internal.service;

import io.rubro.billing.Tax;
import io.rubro.billing.TaxTreatment;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.global.GlobalSql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The taxes of each country with the days on which they are in force, which only a changelog changes, so that they are
 * read once; and those an organisation added, as the rates of IGIC and IPSI.
 */
public final class Taxes {

    private static final String COLUMNS =
            """
            code, tax_system, treatment, cause, scheme, rate, surcharge_rate, name_es, name_en, legal_text, valid_from,
            valid_to""";

    private final GlobalSql global;
    private final Sql sql;
    private volatile @Nullable List<Entry> national;

    /** Reads when first asked. */
    public Taxes(GlobalSql global, Sql sql) {
        this.global = global;
        this.sql = sql;
    }

    /**
     * A tax with its days.
     *
     * @param country null for a tax of the organisation's own
     * @param legalText what has to be printed where it is applied; null for nothing
     * @param to the last day; null if it is in force
     */
    record Entry(
            @Nullable String country,
            Tax tax,
            String nameEs,
            String nameEn,
            @Nullable String legalText,
            LocalDate from,
            @Nullable LocalDate to) {

        boolean inForce(LocalDate day) {
            LocalDate end = to;
            return !from.isAfter(day) && (end == null || !end.isBefore(day));
        }
    }

    /** What a line may bear in a country on a day: the country's own taxes, then the organisation's. */
    List<Entry> inForce(String country, LocalDate day) {
        List<Entry> all = new java.util.ArrayList<>(national(country, day));
        own().stream().filter(entry -> entry.inForce(day)).forEach(all::add);
        return all;
    }

    /** The rates of the country's general tax on a day, in percent, highest first; equal to others whatever their scale. */
    SortedSet<BigDecimal> rates(String country, LocalDate day) {
        SortedSet<BigDecimal> rates = new TreeSet<>(Comparator.reverseOrder());
        national(country, day).stream()
                .map(Entry::tax)
                .filter(tax -> tax.treatment() == TaxTreatment.TAXED)
                .forEach(tax -> rates.add(tax.rate()));
        return rates;
    }

    /** The general tax at a rate, the first of its kind. */
    Optional<Tax> atRate(String country, LocalDate day, BigDecimal rate) {
        return national(country, day).stream()
                .map(Entry::tax)
                .filter(tax ->
                        tax.treatment() == TaxTreatment.TAXED && tax.rate().compareTo(rate) == 0)
                .findFirst();
    }

    /** The tax with a code; the organisation's own are asked for only if the country has none of that code. */
    Optional<Tax> coded(String country, LocalDate day, String code) {
        return national(country, day).stream()
                .map(Entry::tax)
                .filter(tax -> tax.code().equals(code))
                .findFirst()
                .or(() -> own().stream()
                        .filter(entry -> entry.inForce(day) && entry.tax.code().equals(code))
                        .map(Entry::tax)
                        .findFirst());
    }

    private List<Entry> national(String country, LocalDate day) {
        return all().stream()
                .filter(entry -> country.equals(entry.country) && entry.inForce(day))
                .toList();
    }

    private List<Entry> all() {
        List<Entry> read = national;
        if (read == null) {
            read = global.query(
                    "select country, " + COLUMNS + " from billing.tax order by country, position",
                    row -> entry(row.getString("country"), row));
            national = read;
        }
        return read;
    }

    List<Entry> own() {
        return sql.query(
                "select " + COLUMNS + " from billing.own_tax t where t.organization_id = {org} order by t.code",
                row -> entry(null, row));
    }

    private static Entry entry(@Nullable String country, ResultSet row) throws SQLException {
        BigDecimal surcharge = row.getBigDecimal("surcharge_rate");
        return new Entry(
                country,
                new Tax(
                        row.getString("code"),
                        row.getString("tax_system"),
                        TaxTreatment.valueOf(row.getString("treatment")),
                        row.getString("cause"),
                        row.getString("scheme"),
                        Totals.plain(row.getBigDecimal("rate")),
                        surcharge == null ? null : Totals.plain(surcharge)),
                row.getString("name_es"),
                row.getString("name_en"),
                row.getString("legal_text"),
                row.getDate("valid_from").toLocalDate(),
                Rows.dateOrNull(row, "valid_to"));
    }
}
