package io.rubro.billing.internal.vatbooks;

import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.TaxTreatment;
import io.rubro.billing.internal.model.Totals;
import io.rubro.billing.internal.vatbooks.IssuedLine.Replaced;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The book of issued invoices, from the taxes they were issued with. */
@Component(service = IssuedBook.class)
public final class IssuedBook {

    private static final String QUERY =
            """
            select i.id, i.status, i.kind, i.series, i.number, i.issue_date, i.operation_date, i.customer_name,
              i.customer_tax_id, i.customer_country, i.total, i.withheld, i.withholding_rate, i.correction_method,
              i.corrected_base, i.corrected_tax, i.corrected_surcharge, t.tax_system, t.tax_treatment, t.tax_cause,
              t.tax_scheme, t.rate, t.base, t.tax, t.surcharge_rate, t.surcharge,
              (select count(*) from billing.invoice_reference r
               where r.organization_id = {org} and r.invoice_id = i.id) as refs
            from billing.invoice i
            join billing.invoice_tax t on t.organization_id = i.organization_id and t.invoice_id = i.id
            where i.organization_id = {org} and i.status in ('ISSUED', 'CANCELLED')
              and coalesce(i.operation_date, i.issue_date) between ? and ?
            order by i.issue_date, i.id, t.group_no, t.rate desc""";

    private final Sql sql;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public IssuedBook(@Reference Sql sql, @Reference(target = "(module=billing)") SchemaReady schema) {
        this.sql = sql;
    }

    /** The lines whose tax accrued in a time, in the order of issue. */
    List<IssuedLine> lines(LocalDate from, LocalDate to) {
        Set<Id> seen = new HashSet<>(); // what a substitution takes back is told with its first line
        return sql.query(QUERY, row -> line(row, seen), from, to);
    }

    private static IssuedLine line(ResultSet row, Set<Id> seen) throws SQLException {
        Id id = Rows.id(row, "id");
        InvoiceStatus status = InvoiceStatus.valueOf(row.getString("status"));
        InvoiceKind kind = InvoiceKind.valueOf(row.getString("kind"));
        boolean first = seen.add(id);
        boolean substitution = CorrectionMethod.SUBSTITUTION.name().equals(row.getString("correction_method"));
        boolean repeats = !kind.corrects() && row.getInt("refs") > 0;
        LocalDate issued = row.getDate("issue_date").toLocalDate();
        @Nullable LocalDate supplied = Rows.dateOrNull(row, "operation_date");
        @Nullable BigDecimal surchargeRate = row.getBigDecimal("surcharge_rate");
        return new IssuedLine(
                id,
                status,
                kind,
                row.getString("series"),
                row.getString("number"),
                issued,
                supplied,
                supplied == null ? issued : supplied,
                row.getString("customer_name"),
                row.getString("customer_tax_id"),
                row.getString("customer_country"),
                row.getBigDecimal("total"),
                row.getBigDecimal("withheld"),
                Totals.plain(row.getBigDecimal("withholding_rate")),
                row.getString("tax_system"),
                TaxTreatment.valueOf(row.getString("tax_treatment")),
                row.getString("tax_cause"),
                row.getString("tax_scheme"),
                Totals.plain(row.getBigDecimal("rate")),
                row.getBigDecimal("base"),
                row.getBigDecimal("tax"),
                surchargeRate == null ? null : Totals.plain(surchargeRate),
                row.getBigDecimal("surcharge"),
                first && substitution
                        ? new Replaced(
                                amount(row, "corrected_base"),
                                amount(row, "corrected_tax"),
                                amount(row, "corrected_surcharge"))
                        : Replaced.NOTHING,
                status == InvoiceStatus.ISSUED && !repeats);
    }

    private static BigDecimal amount(ResultSet row, String column) throws SQLException {
        @Nullable BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? Totals.zero() : amount;
    }
}
