package io.rubro.billing.internal.vatbooks;

import io.rubro.billing.internal.model.SearchText;
import io.rubro.billing.internal.model.Totals;
import io.rubro.billing.internal.vatbooks.SupplierInvoice.Group;
import io.rubro.billing.internal.vatbooks.SupplierInvoice.Operation;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of suppliers' invoices and of their taxes. */
final class SupplierRows {

    static final String COLUMNS =
            """
            select i.id, i.version, i.supplier_name, i.supplier_tax_id, i.supplier_country, i.number, i.issued_on,
              i.received_on, i.operation, i.services, i.investment, i.corrective, i.withheld, i.total, i.due_on, i.paid_on,
              i.remark
            from billing.supplier_invoice i where i.organization_id = {org}""";

    private final Sql sql;

    SupplierRows(Sql sql) {
        this.sql = sql;
    }

    /** @param query begins with {@link #COLUMNS} */
    List<SupplierInvoice> read(String query, @Nullable Object... args) {
        return withTaxes(sql.query(query, SupplierRows::bare, args));
    }

    void insert(SupplierInvoice i) {
        sql.update(
                """
                insert into billing.supplier_invoice (organization_id, id, version, supplier_name, supplier_tax_id,
                  supplier_country, number, issued_on, received_on, operation, services, investment, corrective, withheld,
                  total, due_on, paid_on, remark, search_text)
                values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                i.id(),
                i.version(),
                i.supplierName(),
                i.supplierTaxId(),
                i.supplierCountry(),
                i.number(),
                i.issuedOn(),
                i.receivedOn(),
                i.operation(),
                i.services(),
                i.investment(),
                i.corrective(),
                i.withheld(),
                i.total(),
                i.dueOn(),
                i.paidOn(),
                i.remark(),
                SearchText.of(i.supplierName(), i.supplierTaxId(), i.number()));
        List<@Nullable Object[]> groups = new ArrayList<>();
        for (Group group : i.taxes()) {
            groups.add(new @Nullable Object[] {
                i.id(),
                groups.size() + 1,
                group.rate(),
                group.base(),
                group.tax(),
                group.surcharge(),
                group.deductiblePercent()
            });
        }
        sql.batch(
                """
                insert into billing.supplier_invoice_tax
                  (organization_id, invoice_id, group_no, rate, base, tax, surcharge, deductible_percent)
                values ({org}, ?, ?, ?, ?, ?, ?, ?)""",
                groups);
    }

    private record Owned(Id invoice, Group group) {}

    private List<SupplierInvoice> withTaxes(List<SupplierInvoice> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        Map<Id, List<Group>> groups = new HashMap<>();
        for (int from = 0; from < bare.size(); from += 200) {
            List<SupplierInvoice> some = bare.subList(from, Math.min(bare.size(), from + 200));
            String marks = "?" + ", ?".repeat(some.size() - 1);
            sql.query(
                            "select invoice_id, rate, base, tax, surcharge, deductible_percent"
                                    + " from billing.supplier_invoice_tax where organization_id = {org} and invoice_id in ("
                                    + marks + ") order by invoice_id, group_no",
                            row -> new Owned(
                                    Rows.id(row, "invoice_id"),
                                    new Group(
                                            Totals.plain(row.getBigDecimal("rate")),
                                            row.getBigDecimal("base"),
                                            row.getBigDecimal("tax"),
                                            row.getBigDecimal("surcharge"),
                                            Totals.plain(row.getBigDecimal("deductible_percent")))),
                            some.stream().map(SupplierInvoice::id).toArray())
                    .forEach(owned -> groups.computeIfAbsent(owned.invoice, id -> new ArrayList<>())
                            .add(owned.group));
        }
        return bare.stream()
                .map(i -> new SupplierInvoice(
                        i.id(),
                        i.supplierName(),
                        i.supplierTaxId(),
                        i.supplierCountry(),
                        i.number(),
                        i.issuedOn(),
                        i.receivedOn(),
                        i.operation(),
                        i.services(),
                        i.investment(),
                        i.corrective(),
                        groups.getOrDefault(i.id(), List.of()),
                        i.withheld(),
                        i.total(),
                        i.dueOn(),
                        i.paidOn(),
                        i.remark(),
                        i.version()))
                .toList();
    }

    private static SupplierInvoice bare(ResultSet row) throws SQLException {
        return new SupplierInvoice(
                Rows.id(row, "id"),
                row.getString("supplier_name"),
                row.getString("supplier_tax_id"),
                row.getString("supplier_country"),
                row.getString("number"),
                row.getDate("issued_on").toLocalDate(),
                row.getDate("received_on").toLocalDate(),
                Operation.valueOf(row.getString("operation")),
                row.getBoolean("services"),
                row.getBoolean("investment"),
                row.getBoolean("corrective"),
                List.of(),
                row.getBigDecimal("withheld"),
                row.getBigDecimal("total"),
                Rows.dateOrNull(row, "due_on"),
                Rows.dateOrNull(row, "paid_on"),
                row.getString("remark"),
                row.getLong("version"));
    }
}
