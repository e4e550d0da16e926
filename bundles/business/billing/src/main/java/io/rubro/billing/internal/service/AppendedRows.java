package io.rubro.billing.internal.service;

import io.rubro.billing.Correction;
import io.rubro.billing.Customer;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.Payment;
import io.rubro.billing.PaymentMethod;
import io.rubro.billing.Tax;
import io.rubro.billing.TaxGroup;
import io.rubro.billing.TaxTreatment;
import io.rubro.billing.internal.model.SearchText;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows that are written once: an invoice that is issued as it is made, with its lines, the taxes it was issued with
 * and its payments.
 */
final class AppendedRows {

    private static final String INVOICE =
            """
            insert into billing.invoice (organization_id, id, version, status, kind, series, number, issue_date, due_date,
              customer_contact_id, customer_name, customer_tax_id, customer_email, customer_address, customer_country,
              customer_search, currency, base_total, tax_total, surcharge_total, total, withheld, paid, prices_include_tax,
              discount_percent, surcharged, withholding_rate, operation_date, correction_method, correction_reason,
              corrected_base, corrected_tax, corrected_surcharge, fiscal_regime, fiscal_kind, fiscal_generated_at,
              fiscal_hash, fiscal_previous_hash, fiscal_chain_position, fiscal_qr_url, fiscal_legend, fiscal_state,
              created_at, issued_at, collect_by, notes)
            values ({org}, %s)"""
                    .formatted(marks(45));

    private static final String LINE =
            """
            insert into billing.invoice_line (organization_id, id, version, invoice_id, line_no, description, quantity,
              unit_price, discount_percent, tax_rate, tax_code, tax_system, tax_treatment, tax_cause, tax_scheme,
              surcharge_rate)
            values ({org}, %s)"""
                    .formatted(marks(15));

    private static final String REFERENCE =
            """
            insert into billing.invoice_reference (organization_id, id, version, invoice_id, line_no, referenced_id,
              referenced_number, referenced_issue_date)
            values ({org}, %s)"""
                    .formatted(marks(7));

    private static final String TAX =
            """
            insert into billing.invoice_tax (organization_id, invoice_id, group_no, rate, base, tax, surcharge, tax_code,
              tax_system, tax_treatment, tax_cause, tax_scheme, surcharge_rate)
            values ({org}, %s)"""
                    .formatted(marks(12));

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private final Sql sql;

    AppendedRows(Sql sql) {
        this.sql = sql;
    }

    /** Writes an invoice that was never stored, in two round trips, or three if it refers to others. */
    Invoice add(Invoice invoice) {
        Customer customer = invoice.customer();
        InvoiceTerms terms = invoice.terms();
        Correction correction = invoice.correction();
        FiscalSeal seal = Objects.requireNonNull(invoice.fiscal());
        sql.update(
                INVOICE,
                invoice.id(),
                invoice.version(),
                invoice.status(),
                invoice.kind(),
                invoice.series(),
                invoice.number(),
                invoice.issueDate(),
                invoice.dueDate(),
                customer.contactId(),
                customer.name(),
                customer.taxId(),
                customer.email(),
                customer.address(),
                customer.country(),
                SearchText.of(customer),
                invoice.currency(),
                invoice.base(),
                invoice.taxTotal(),
                invoice.surchargeTotal(),
                invoice.total(),
                invoice.withheld(),
                invoice.paid(),
                terms.pricesIncludeTax(),
                terms.discountPercent(),
                terms.surcharge(),
                terms.withholdingRate(),
                terms.operationDate(),
                correction == null ? null : correction.method(),
                correction == null ? null : correction.reason(),
                correction == null ? null : correction.base(),
                correction == null ? null : correction.tax(),
                correction == null ? null : correction.surcharge(),
                seal.regime(),
                seal.kind(),
                seal.generatedAt().toString(),
                seal.hash(),
                seal.previousHash(),
                seal.chainPosition(),
                seal.qrUrl(),
                seal.legend(),
                seal.state(),
                invoice.createdAt(),
                invoice.issuedAt(),
                collectBy(invoice),
                invoice.notes());
        addLines(invoice);
        List<InvoiceReference> references = correction == null ? invoice.replaces() : correction.invoices();
        if (!references.isEmpty()) {
            addReferences(invoice.id(), references);
        }
        return invoice;
    }

    private static @Nullable LocalDate collectBy(Invoice invoice) {
        if (invoice.balance().signum() <= 0) {
            return null;
        }
        return invoice.dueDate() == null ? invoice.issueDate() : invoice.dueDate();
    }

    private void addLines(Invoice invoice) {
        List<@Nullable Object[]> lines = new ArrayList<>();
        for (InvoiceLine line : invoice.lines()) {
            Tax tax = line.tax();
            lines.add(new @Nullable Object[] {
                Id.next(),
                1,
                invoice.id(),
                lines.size() + 1,
                line.description(),
                line.quantity(),
                line.unitPrice(),
                line.discountPercent(),
                line.taxRate(),
                tax.code(),
                tax.system(),
                tax.treatment(),
                tax.cause(),
                tax.scheme(),
                tax.surchargeRate()
            });
        }
        sql.batch(LINE, lines);
    }

    private void addReferences(Id invoice, List<InvoiceReference> references) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (InvoiceReference reference : references) {
            rows.add(new @Nullable Object[] {
                Id.next(), 1, invoice, rows.size() + 1, reference.invoiceId(), reference.number(), reference.issueDate()
            });
        }
        sql.batch(REFERENCE, rows);
    }

    void add(Id invoice, List<TaxGroup> taxes) {
        List<@Nullable Object[]> groups = new ArrayList<>();
        for (TaxGroup group : taxes) {
            Tax tax = group.kind();
            groups.add(new @Nullable Object[] {
                invoice,
                groups.size() + 1,
                group.rate(),
                group.base(),
                group.tax(),
                group.surcharge(),
                tax.code(),
                tax.system(),
                tax.treatment(),
                tax.cause(),
                tax.scheme(),
                tax.surchargeRate()
            });
        }
        sql.batch(TAX, groups);
    }

    List<TaxGroup> taxes(Id invoice) {
        return sql.query(
                """
                select rate, base, tax, surcharge, tax_code, tax_system, tax_treatment, tax_cause, tax_scheme,
                  surcharge_rate
                from billing.invoice_tax where organization_id = {org} and invoice_id = ? order by rate desc, group_no""",
                row -> {
                    BigDecimal rate = Totals.plain(row.getBigDecimal("rate"));
                    BigDecimal surchargeRate = row.getBigDecimal("surcharge_rate");
                    return new TaxGroup(
                            rate,
                            row.getBigDecimal("base"),
                            row.getBigDecimal("tax"),
                            row.getBigDecimal("surcharge"),
                            new Tax(
                                    row.getString("tax_code"),
                                    row.getString("tax_system"),
                                    TaxTreatment.valueOf(row.getString("tax_treatment")),
                                    row.getString("tax_cause"),
                                    row.getString("tax_scheme"),
                                    rate,
                                    surchargeRate == null ? null : Totals.plain(surchargeRate)));
                },
                invoice);
    }

    void add(Payment payment) {
        sql.update(
                """
                insert into billing.payment
                  (organization_id, id, invoice_id, paid_on, paid_by, amount, balance, registered_at)
                values ({org}, ?, ?, ?, ?, ?, ?, ?)""",
                payment.id(),
                payment.invoiceId(),
                payment.date(),
                payment.method(),
                payment.amount(),
                payment.balance(),
                payment.registeredAt());
    }

    List<Payment> payments(Id invoice) {
        return sql.query(
                """
                select id, paid_on, paid_by, amount, balance, registered_at from billing.payment
                where organization_id = {org} and invoice_id = ? order by id""",
                row -> new Payment(
                        Rows.id(row, "id"),
                        invoice,
                        row.getDate("paid_on").toLocalDate(),
                        PaymentMethod.valueOf(row.getString("paid_by")),
                        row.getBigDecimal("amount"),
                        row.getBigDecimal("balance"),
                        Rows.instant(row, "registered_at")),
                invoice);
    }
}
