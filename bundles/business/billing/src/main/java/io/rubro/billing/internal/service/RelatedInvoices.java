package io.rubro.billing.internal.service;

import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceStatus;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What became of an invoice: the later ones that correct it or take its place. */
@Component(service = RelatedInvoices.class)
public final class RelatedInvoices {

    private final Sql sql;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public RelatedInvoices(@Reference Sql sql, @Reference(target = "(module=billing)") SchemaReady schema) {
        this(sql);
    }

    RelatedInvoices(Sql sql) {
        this.sql = sql;
    }

    /**
     * A later invoice that refers to an earlier one; it may be a draft or cancelled.
     *
     * @param number null in a draft
     * @param issueDate null in a draft that will bear the day it is issued
     * @param method how it corrects the earlier one; null if it takes the place of a simplified invoice
     * @param total negative if it takes back
     */
    public record Related(
            Id id,
            InvoiceKind kind,
            InvoiceStatus status,
            @Nullable String number,
            @Nullable LocalDate issueDate,
            @Nullable CorrectionMethod method,
            BigDecimal total,
            String currency) {}

    /**
     * The invoices that refer to another one, oldest first.
     *
     * @throws ProblemException 404 if the organisation has no invoice with this id
     */
    public List<Related> to(Id id) {
        boolean known = sql.queryOne(
                        "select i.id from billing.invoice i where i.organization_id = {org} and i.id = ?",
                        row -> Rows.id(row, "id"),
                        id)
                .isPresent();
        if (!known) {
            throw ProblemException.notFound("billing.invoice.not-found", id);
        }
        return sql.query(
                """
                select i.id, i.kind, i.status, i.number, i.issue_date, i.correction_method, i.total, i.currency
                from billing.invoice i
                where i.organization_id = {org} and i.id in (
                  select r.invoice_id from billing.invoice_reference r
                  where r.organization_id = {org} and r.referenced_id = ?)
                order by i.id""",
                RelatedInvoices::related,
                id);
    }

    private static Related related(ResultSet row) throws SQLException {
        String method = row.getString("correction_method");
        return new Related(
                Rows.id(row, "id"),
                InvoiceKind.valueOf(row.getString("kind")),
                InvoiceStatus.valueOf(row.getString("status")),
                row.getString("number"),
                Rows.dateOrNull(row, "issue_date"),
                method == null ? null : CorrectionMethod.valueOf(method),
                row.getBigDecimal("total"),
                row.getString("currency"));
    }
}
