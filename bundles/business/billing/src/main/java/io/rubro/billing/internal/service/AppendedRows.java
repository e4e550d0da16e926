package io.rubro.billing.internal.service;

import io.rubro.billing.Customer;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.Payment;
import io.rubro.billing.PaymentMethod;
import io.rubro.billing.TaxGroup;
import io.rubro.billing.internal.model.SearchText;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.util.ArrayList;
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
            insert into billing.invoice (organization_id, id, version, status, series, number, issue_date, due_date,
              customer_contact_id, customer_name, customer_tax_id, customer_email, customer_address, customer_country,
              customer_search, currency, base_total, tax_total, total, paid, fiscal_regime, fiscal_kind,
              fiscal_generated_at, fiscal_hash, fiscal_previous_hash, fiscal_chain_position, fiscal_qr_url, created_at,
              issued_at, collect_by, notes)
            values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String LINE =
            """
            insert into billing.invoice_line (organization_id, id, version, invoice_id, line_no, description, quantity,
              unit_price, discount_percent, tax_rate)
            values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Sql sql;

    AppendedRows(Sql sql) {
        this.sql = sql;
    }

    /** Writes an invoice that was never stored, in two round trips. */
    Invoice add(Invoice invoice) {
        Customer customer = invoice.customer();
        FiscalSeal seal = Objects.requireNonNull(invoice.fiscal());
        sql.update(
                INVOICE,
                invoice.id(),
                invoice.version(),
                invoice.status(),
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
                invoice.total(),
                invoice.paid(),
                seal.regime(),
                seal.kind(),
                seal.generatedAt().toString(),
                seal.hash(),
                seal.previousHash(),
                seal.chainPosition(),
                seal.qrUrl(),
                invoice.createdAt(),
                invoice.issuedAt(),
                invoice.dueDate() == null ? invoice.issueDate() : invoice.dueDate(),
                invoice.notes());
        List<@Nullable Object[]> lines = new ArrayList<>();
        for (InvoiceLine line : invoice.lines()) {
            lines.add(new @Nullable Object[] {
                Id.next(),
                1,
                invoice.id(),
                lines.size() + 1,
                line.description(),
                line.quantity(),
                line.unitPrice(),
                line.discountPercent(),
                line.taxRate()
            });
        }
        sql.batch(LINE, lines);
        return invoice;
    }

    void add(Id invoice, List<TaxGroup> taxes) {
        sql.batch(
                """
                insert into billing.invoice_tax (organization_id, invoice_id, rate, base, tax)
                values ({org}, ?, ?, ?, ?)""",
                taxes.stream()
                        .map(group -> new @Nullable Object[] {invoice, group.rate(), group.base(), group.tax()})
                        .toList());
    }

    List<TaxGroup> taxes(Id invoice) {
        return sql.query(
                """
                select rate, base, tax from billing.invoice_tax
                where organization_id = {org} and invoice_id = ? order by rate desc""",
                row -> new TaxGroup(
                        Totals.plain(row.getBigDecimal("rate")), row.getBigDecimal("base"), row.getBigDecimal("tax")),
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
