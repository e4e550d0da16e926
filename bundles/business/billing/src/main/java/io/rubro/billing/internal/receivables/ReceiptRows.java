package io.rubro.billing.internal.receivables;

import io.rubro.billing.Payment;
import io.rubro.billing.PaymentMethod;
import io.rubro.billing.internal.receivables.Receipt.Allocation;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of receipts. */
final class ReceiptRows {

    private static final String COLUMNS =
            """
            select r.id, r.customer_key, r.customer_name, r.received_on, r.paid_by, r.currency, r.amount, r.allocated,
              r.refunded, r.remark, r.registered_at
            from billing.receipt r where r.organization_id = {org}""";

    private final Sql sql;

    ReceiptRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * The name on the latest invoice of a customer.
     *
     * @throws ProblemException 422 if there is none
     */
    String nameOf(CustomerKey customer) {
        return sql
                .query(
                        "select i.customer_name from billing.invoice i where i.organization_id = {org} and "
                                + customer.condition("i") + " order by i.id desc fetch first 1 rows only",
                        row -> row.getString(1),
                        customer.argument())
                .stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("customer", "billing.receivables.customer"));
    }

    void add(
            Id id,
            CustomerKey customer,
            String name,
            LocalDate date,
            PaymentMethod method,
            String currency,
            BigDecimal amount,
            @Nullable String remark,
            Instant now) {
        sql.update(
                """
                insert into billing.receipt (organization_id, id, customer_key, customer_name, received_on, paid_by,
                  currency, amount, allocated, refunded, remark, registered_at)
                values ({org}, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)""",
                id,
                customer.value(),
                name,
                date,
                method,
                currency,
                amount,
                remark,
                now);
    }

    /** Takes from what is left of a receipt; false, and nothing changes, if that is less. Locks it. */
    boolean take(Id id, BigDecimal forInvoices, BigDecimal givenBack) {
        return sql.update(
                        """
                        update billing.receipt set allocated = allocated + ?, refunded = refunded + ?
                        where organization_id = {org} and id = ?
                          and amount - allocated - refunded >= cast(? as decimal(18, 2))""",
                        forInvoices,
                        givenBack,
                        id,
                        forInvoices.add(givenBack))
                == 1;
    }

    void allocated(Id id, Payment payment, LocalDate date) {
        sql.update(
                """
                insert into billing.receipt_allocation
                  (organization_id, payment_id, receipt_id, invoice_id, amount, allocated_on)
                values ({org}, ?, ?, ?, ?, ?)""",
                payment.id(),
                id,
                payment.invoiceId(),
                payment.amount(),
                date);
    }

    void refunded(Id id, BigDecimal amount, LocalDate date, PaymentMethod method) {
        sql.update(
                """
                insert into billing.receipt_refund (organization_id, id, receipt_id, amount, refunded_on, paid_by)
                values ({org}, ?, ?, ?, ?, ?)""",
                Id.next(),
                id,
                amount,
                date,
                method);
    }

    Optional<Receipt> find(Id id) {
        return sql.queryOne(COLUMNS + " and r.id = ?", ReceiptRows::receipt, id).map(this::withAllocations);
    }

    List<Receipt> list(@Nullable CustomerKey customer, boolean unallocated) {
        List<@Nullable Object> args = new ArrayList<>();
        String query = COLUMNS;
        if (customer != null) {
            query += " and r.customer_key = ?";
            args.add(customer.value());
        }
        if (unallocated) {
            query += " and r.amount > r.allocated + r.refunded";
        }
        query += " order by r.received_on desc, r.id desc fetch first 200 rows only";
        return sql.query(query, ReceiptRows::receipt, args.toArray()).stream()
                .map(this::withAllocations)
                .toList();
    }

    private Receipt withAllocations(Receipt receipt) {
        return receipt.with(sql.query(
                """
                select a.invoice_id, i.number, a.allocated_on, a.amount from billing.receipt_allocation a
                join billing.invoice i on i.organization_id = a.organization_id and i.id = a.invoice_id
                where a.organization_id = {org} and a.receipt_id = ? order by a.payment_id""",
                row -> new Allocation(
                        Rows.id(row, "invoice_id"),
                        row.getString("number"),
                        row.getDate("allocated_on").toLocalDate(),
                        row.getBigDecimal("amount")),
                receipt.id()));
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal("amount");
        BigDecimal allocated = row.getBigDecimal("allocated");
        BigDecimal refunded = row.getBigDecimal("refunded");
        return new Receipt(
                Rows.id(row, "id"),
                row.getString("customer_key"),
                row.getString("customer_name"),
                row.getDate("received_on").toLocalDate(),
                PaymentMethod.valueOf(row.getString("paid_by")),
                row.getString("currency"),
                amount,
                allocated,
                refunded,
                amount.subtract(allocated).subtract(refunded),
                row.getString("remark"),
                Rows.instant(row, "registered_at"),
                List.of());
    }
}
