package io.rubro.billing.internal.service;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the invoices that a correction corrects, or that an invoice takes the place of, and whether it may. */
final class References {

    private static final int MAX = 1_000;
    private static final int MAX_NUMBER = 60;

    private final Sql sql;

    References(Sql sql) {
        this.sql = sql;
    }

    /** An invoice referred to, with what can be replaced of it. */
    private record Earlier(
            Id id,
            InvoiceStatus status,
            InvoiceKind kind,
            String number,
            LocalDate issueDate,
            BigDecimal base,
            BigDecimal tax,
            BigDecimal surcharge) {}

    /** A correction with numbers, dates and, for a substitution, the amounts that are replaced. */
    Correction correction(Correction asked, Faults faults) {
        List<Earlier> known = new ArrayList<>();
        List<InvoiceReference> invoices = resolved("correction.invoices", asked.invoices(), known, faults);
        if (asked.invoices().isEmpty()) {
            faults.add("correction.invoices", "billing.correction.invoices", Map.of("max", MAX));
        }
        if (asked.method() == CorrectionMethod.DIFFERENCES) {
            return new Correction(asked.method(), asked.reason(), invoices);
        }
        for (int i = 0; i < invoices.size(); i++) {
            Id id = invoices.get(i).invoiceId();
            if (id != null) {
                refuseTwice("correction.invoices[" + i + "]", id, faults);
            }
        }
        if (known.size() == asked.invoices().size()) {
            return new Correction(
                    asked.method(),
                    asked.reason(),
                    invoices,
                    sum(known, Earlier::base),
                    sum(known, Earlier::tax),
                    sum(known, Earlier::surcharge));
        }
        BigDecimal base = asked.base();
        BigDecimal tax = asked.tax();
        BigDecimal surcharge = asked.surcharge();
        amount("correction.base", base, faults);
        amount("correction.tax", tax, faults);
        if (surcharge != null) {
            amount("correction.surcharge", surcharge, faults);
        }
        return new Correction(asked.method(), asked.reason(), invoices, base, tax, surcharge);
    }

    private static void amount(String field, @Nullable BigDecimal amount, Faults faults) {
        if (amount == null) {
            faults.add(field, "billing.correction.amounts");
        } else {
            faults.number(field, amount, 12, 2);
        }
    }

    private static BigDecimal sum(List<Earlier> known, Function<Earlier, BigDecimal> amount) {
        return known.stream().map(amount).reduce(Totals.zero(), BigDecimal::add);
    }

    /** The simplified invoices that a complete one takes the place of. */
    List<InvoiceReference> replaced(List<InvoiceReference> asked, Faults faults) {
        List<Earlier> known = new ArrayList<>();
        List<InvoiceReference> invoices = resolved("replaces", asked, known, faults);
        for (int i = 0; i < known.size(); i++) {
            Earlier earlier = known.get(i);
            String field = "replaces[" + i + "]";
            if (earlier.kind != InvoiceKind.SIMPLIFIED) {
                faults.add(field, "billing.replaces.simplified", Map.of("number", earlier.number));
            }
            refuseTwice(field, earlier.id, faults);
        }
        return invoices;
    }

    /**
     * Looks again at invoices that are locked now.
     *
     * @param whole whether their whole place is taken
     * @throws ProblemException 422 if one of them is not issued any more, or another invoice took its place
     */
    void again(List<InvoiceReference> invoices, boolean whole, InvoiceKind kind) {
        Faults faults = new Faults();
        String field = kind.corrects() ? "correction.invoices" : "replaces";
        List<Earlier> known = new ArrayList<>();
        resolved(field, invoices, known, faults);
        for (int i = 0; whole && i < invoices.size(); i++) {
            Id id = invoices.get(i).invoiceId();
            if (id != null) {
                refuseTwice(field + "[" + i + "]", id, faults);
            }
        }
        faults.check();
    }

    private List<InvoiceReference> resolved(
            String field, List<InvoiceReference> asked, List<Earlier> known, Faults faults) {
        if (asked.size() > MAX) {
            faults.add(field, "billing.correction.invoices", Map.of("max", MAX));
            return List.of();
        }
        List<InvoiceReference> resolved = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            InvoiceReference reference = resolved(field + "[" + i + "]", asked.get(i), known, faults);
            if (reference != null) {
                resolved.add(reference);
            }
        }
        return resolved;
    }

    private @Nullable InvoiceReference resolved(
            String field, InvoiceReference asked, List<Earlier> known, Faults faults) {
        Id id = asked.invoiceId();
        if (id == null) {
            String number = faults.text(field + ".number", asked.number(), MAX_NUMBER);
            LocalDate date = asked.issueDate();
            if (number == null || date == null) {
                faults.add(field, "billing.correction.reference");
                return null;
            }
            return new InvoiceReference(null, number, date);
        }
        Earlier earlier = find(id).orElse(null);
        if (earlier == null) {
            faults.add(field + ".invoiceId", "billing.invoice.not-found", Map.of("id", id));
            return null;
        }
        if (earlier.status != InvoiceStatus.ISSUED) {
            faults.add(field + ".invoiceId", "billing.correction.not-issued", Map.of("number", earlier.number));
            return null;
        }
        known.add(earlier);
        return new InvoiceReference(id, earlier.number, earlier.issueDate);
    }

    private Optional<Earlier> find(Id id) {
        return sql.queryOne(
                """
                select i.id, i.status, i.kind, i.number, i.issue_date, i.base_total, i.tax_total, i.surcharge_total
                from billing.invoice i where i.organization_id = {org} and i.id = ?""",
                References::earlier,
                id);
    }

    private static Earlier earlier(ResultSet row) throws SQLException {
        String number = row.getString("number");
        LocalDate date = Rows.dateOrNull(row, "issue_date");
        return new Earlier(
                Rows.id(row, "id"),
                InvoiceStatus.valueOf(row.getString("status")),
                InvoiceKind.valueOf(row.getString("kind")),
                number == null ? "" : number,
                date == null ? LocalDate.EPOCH : date,
                row.getBigDecimal("base_total"),
                row.getBigDecimal("tax_total"),
                row.getBigDecimal("surcharge_total"));
    }

    /** What was substituted once is not any more what its customer owes. */
    private void refuseTwice(String field, Id id, Faults faults) {
        successor(id).ifPresent(number -> faults.add(field, "billing.correction.twice", Map.of("number", number)));
    }

    /** The number of the invoice that took the whole place of another one. */
    private Optional<String> successor(Id id) {
        return sql
                .query(
                        """
                        select i.number from billing.invoice_reference r
                        join billing.invoice i on i.organization_id = r.organization_id and i.id = r.invoice_id
                        where r.organization_id = {org} and r.referenced_id = ? and i.status = 'ISSUED'
                          and (i.correction_method is null or i.correction_method = 'SUBSTITUTION')""",
                        row -> row.getString("number"),
                        id)
                .stream()
                .findFirst();
    }

    /** The number of an issued invoice that refers to another one. */
    Optional<String> referrer(Id id) {
        return sql
                .query(
                        """
                        select i.number from billing.invoice_reference r
                        join billing.invoice i on i.organization_id = r.organization_id and i.id = r.invoice_id
                        where r.organization_id = {org} and r.referenced_id = ? and i.status = 'ISSUED'""",
                        row -> row.getString("number"),
                        id)
                .stream()
                .findFirst();
    }
}
