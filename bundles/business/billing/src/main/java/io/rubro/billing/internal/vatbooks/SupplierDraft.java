package io.rubro.billing.internal.vatbooks;

import io.rubro.billing.internal.service.Faults;
import io.rubro.billing.internal.vatbooks.SupplierInvoice.Group;
import io.rubro.billing.internal.vatbooks.SupplierInvoice.Operation;
import io.rubro.platform.ids.Id;
import io.rubro.platform.taxid.TaxId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A supplier's invoice as asked for.
 *
 * @param supplierCountry null for the organisation's own
 * @param receivedOn null for the issue date
 * @param operation null for {@link Operation#INTERIOR}
 */
public record SupplierDraft(
        @Nullable String supplierName,
        @Nullable String supplierTaxId,
        @Nullable String supplierCountry,
        @Nullable String number,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate receivedOn,
        @Nullable Operation operation,
        @Nullable Boolean services,
        @Nullable Boolean investment,
        @Nullable Boolean corrective,
        @Nullable List<Part> taxes,
        @Nullable BigDecimal withheld,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate paidOn,
        @Nullable String remark) {

    private static final int MAX_GROUPS = 20;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** Suppliers round line by line; the tax they charge may differ from the base times the rate by so much. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.50");

    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

    /**
     * An amount at one rate as asked for.
     *
     * @param tax null for the base times the rate
     * @param surcharge null for none
     * @param deductiblePercent null for 100
     */
    public record Part(
            @Nullable BigDecimal rate,
            @Nullable BigDecimal base,
            @Nullable BigDecimal tax,
            @Nullable BigDecimal surcharge,
            @Nullable BigDecimal deductiblePercent) {}

    /** Checks it and brings it into normal form. */
    SupplierInvoice checked(Id id, long version, String home) {
        Faults faults = new Faults();
        String name = required(faults, "supplierName", supplierName, 200);
        String printed = required(faults, "number", number, 60);
        String country = supplierCountry == null || supplierCountry.isBlank()
                ? home
                : supplierCountry.strip().toUpperCase(Locale.ROOT);
        String taxId = taxId(faults, country);
        LocalDate issued = date(faults, "issuedOn", issuedOn);
        LocalDate received = receivedOn == null ? issued : receivedOn;
        if (received.isBefore(issued)) {
            faults.add("receivedOn", "billing.supplier.received");
        }
        Operation how = operation == null ? Operation.INTERIOR : operation;
        List<Group> groups = groups(faults, how);
        BigDecimal kept = withheld == null ? ZERO : withheld;
        faults.number("withheld", kept, 12, 2);
        String note = faults.text("remark", remark, 300);
        faults.check();
        BigDecimal total = groups.stream()
                .map(group -> how == Operation.INTERIOR
                        ? group.base().add(group.tax()).add(group.surcharge())
                        : group.base())
                .reduce(ZERO, BigDecimal::add);
        return new SupplierInvoice(
                id,
                name,
                taxId,
                country,
                printed,
                issued,
                received,
                how,
                Boolean.TRUE.equals(services),
                Boolean.TRUE.equals(investment),
                Boolean.TRUE.equals(corrective),
                groups,
                kept.setScale(2),
                total,
                dueOn,
                paidOn,
                note,
                version);
    }

    private static String required(Faults faults, String field, @Nullable String given, int max) {
        String text = faults.text(field, given, max);
        if (text == null) {
            faults.add(field, "billing.text.missing");
            return "";
        }
        return text;
    }

    private static LocalDate date(Faults faults, String field, @Nullable LocalDate given) {
        if (given == null) {
            faults.add(field, "billing.text.missing");
        } else if (given.getYear() < 2000 || given.getYear() > 2100) {
            faults.add(field, "billing.query.date");
        }
        return given == null ? LocalDate.EPOCH : given;
    }

    private String taxId(Faults faults, String country) {
        String text = required(faults, "supplierTaxId", supplierTaxId, 40);
        if (country.equals("ES") && !text.isEmpty()) {
            TaxId found = TaxId.check(country, text);
            if (found instanceof TaxId.Valid valid) {
                return valid.value();
            }
            TaxId.Reason reason = ((TaxId.Invalid) found).reason();
            faults.add("supplierTaxId", reason.code(), Map.of("value", text, "country", country));
        }
        String foreign = text.toUpperCase(Locale.ROOT);
        if (foreign.length() > 20) {
            faults.add("supplierTaxId", "billing.text.too-long", Map.of("max", 20));
        }
        return foreign;
    }

    private List<Group> groups(Faults faults, Operation how) {
        List<Group> groups = new ArrayList<>();
        List<Part> given = taxes == null ? List.of() : taxes;
        if (given.isEmpty() || given.size() > MAX_GROUPS || given.stream().anyMatch(Objects::isNull)) {
            faults.add("taxes", "billing.supplier.groups", Map.of("max", MAX_GROUPS));
            return groups;
        }
        for (int i = 0; i < given.size(); i++) {
            Group group = group(faults, "taxes[" + i + "].", given.get(i), how);
            if (group != null) {
                groups.add(group);
            }
        }
        return groups;
    }

    private static @Nullable Group group(Faults faults, String at, Part part, Operation how) {
        BigDecimal rate = part.rate;
        BigDecimal base = part.base;
        if (!faults.number(at + "rate", rate, 3, 2) | !faults.number(at + "base", base, 12, 2)) {
            return null;
        }
        BigDecimal share = part.deductiblePercent == null ? HUNDRED : part.deductiblePercent;
        BigDecimal surcharge = part.surcharge == null ? ZERO : part.surcharge;
        if (rate == null
                || base == null
                || !percent(faults, at + "rate", rate)
                || !percent(faults, at + "deductiblePercent", share)
                || !faults.number(at + "surcharge", surcharge, 12, 2)) {
            return null;
        }
        BigDecimal expected = base.multiply(rate).divide(HUNDRED, 2, RoundingMode.HALF_UP);
        BigDecimal tax = part.tax == null || how.self() ? expected : part.tax;
        if (!faults.number(at + "tax", tax, 12, 2)) {
            return null;
        }
        if (tax.subtract(expected).abs().compareTo(TOLERANCE) > 0) {
            faults.add(at + "tax", "billing.supplier.tax", Map.of("expected", expected));
            return null;
        }
        return new Group(rate, base.setScale(2), tax.setScale(2), surcharge.setScale(2), share);
    }

    private static boolean percent(Faults faults, String field, BigDecimal value) {
        if (!faults.number(field, value, 3, 2)) {
            return false;
        }
        if (value.signum() < 0 || value.compareTo(HUNDRED) > 0) {
            faults.add(field, "billing.supplier.percent");
            return false;
        }
        return true;
    }
}
