package io.rubro.billing.internal.service;

import io.rubro.billing.Payment;
import io.rubro.billing.PaymentMethod;
import io.rubro.billing.TaxGroup;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of an invoice that are written once: the taxes it was issued with and its payments. */
final class AppendedRows {

    private final Sql sql;

    AppendedRows(Sql sql) {
        this.sql = sql;
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
