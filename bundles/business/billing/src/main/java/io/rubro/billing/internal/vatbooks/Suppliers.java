package io.rubro.billing.internal.vatbooks;

import io.rubro.billing.internal.model.SearchText;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The invoices of suppliers. */
@Component(service = Suppliers.class)
public final class Suppliers {

    private final Transactions transactions;
    private final Sql sql;
    private final SupplierRows rows;
    private final Organizations organizations;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Suppliers(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Organizations organizations,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=billing)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.rows = new SupplierRows(sql);
        this.organizations = organizations;
        this.audit = audit;
        this.live = live;
    }

    /**
     * Records an invoice.
     *
     * @throws ProblemException 422 if a field breaks a rule, 409 if it is recorded already
     */
    public SupplierInvoice create(SupplierDraft draft) {
        return transactions.required(() -> {
            SupplierInvoice invoice = draft.checked(Id.next(), 1, home());
            if (isThere(invoice)) {
                throw there(invoice);
            }
            rows.insert(invoice);
            return changed(invoice, "billing.supplier.create");
        });
    }

    /**
     * Records those that are not there yet, all or none.
     *
     * @return how many were recorded
     */
    int createAll(List<SupplierDraft> drafts) {
        int made = 0;
        for (SupplierDraft draft : drafts) {
            SupplierInvoice invoice = draft.checked(Id.next(), 1, home());
            if (!isThere(invoice)) {
                rows.insert(invoice);
                changed(invoice, "billing.supplier.import");
                made++;
            }
        }
        return made;
    }

    /**
     * Replaces what an invoice says.
     *
     * @throws ProblemException as {@link #create}; 404, 412, 428
     */
    public SupplierInvoice update(Id id, @Nullable IfMatch seen, SupplierDraft draft) {
        return transactions.required(() -> {
            SupplierInvoice old = get(id);
            IfMatch.require(seen, old.version());
            SupplierInvoice invoice = draft.checked(id, old.version() + 1, home());
            if (isThere(invoice)) {
                throw there(invoice);
            }
            remove(old);
            rows.insert(invoice);
            return changed(invoice, "billing.supplier.update");
        });
    }

    /** Removes an invoice; 404, 412, 428. */
    public void delete(Id id, @Nullable IfMatch seen) {
        transactions.run(() -> {
            SupplierInvoice old = get(id);
            IfMatch.require(seen, old.version());
            remove(old);
            changed(old, "billing.supplier.delete");
        });
    }

    private void remove(SupplierInvoice old) {
        int gone = sql.update(
                "delete from billing.supplier_invoice where organization_id = {org} and id = ? and version = ?",
                old.id(),
                old.version());
        if (gone == 0) {
            throw ProblemException.staleVersion();
        }
    }

    private String home() {
        return organizations.current().country();
    }

    private boolean isThere(SupplierInvoice invoice) {
        return !sql.query(
                        """
                        select id from billing.supplier_invoice
                        where organization_id = {org} and supplier_tax_id = ? and number = ? and issued_on = ? and id <> ?""",
                        row -> row.getLong(1),
                        invoice.supplierTaxId(),
                        invoice.number(),
                        invoice.issuedOn(),
                        invoice.id())
                .isEmpty();
    }

    private static ProblemException there(SupplierInvoice invoice) {
        return ProblemException.conflict(
                "number",
                "billing.supplier.exists",
                Map.of("number", invoice.number(), "name", invoice.supplierName()));
    }

    private SupplierInvoice changed(SupplierInvoice invoice, String action) {
        audit.record(
                action, "supplier-invoice", invoice.id(), Map.of("number", invoice.number(), "total", invoice.total()));
        live.changed("billing.supplier-invoice", invoice.id(), "billing.books.read");
        return invoice;
    }

    /** An invoice; 404 if there is none with this id. */
    public SupplierInvoice get(Id id) {
        return transactions.required(() -> rows.read(SupplierRows.COLUMNS + " and i.id = ?", id).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("billing.supplier.not-found", id)));
    }

    /** Those received in a time, the first received first. */
    List<SupplierInvoice> received(LocalDate from, LocalDate to) {
        return rows.read(
                SupplierRows.COLUMNS + " and i.received_on between ? and ? order by i.received_on, i.id", from, to);
    }

    /**
     * Invoices, the latest received first.
     *
     * @param text words, each of which must occur in the supplier's name, tax id or the number
     * @param open whether only those that are not paid are wanted
     */
    public Page<SupplierInvoice> list(
            @Nullable String text, @Nullable LocalDate from, @Nullable LocalDate to, boolean open, PageRequest page) {
        StringBuilder query = new StringBuilder(SupplierRows.COLUMNS);
        List<@Nullable Object> args = new ArrayList<>();
        for (String pattern : SearchText.patterns(text == null ? "" : text)) {
            query.append(" and i.search_text like ? escape '!'");
            args.add(pattern);
        }
        if (from != null) {
            query.append(" and i.received_on >= ?");
            args.add(from);
        }
        if (to != null) {
            query.append(" and i.received_on <= ?");
            args.add(to);
        }
        if (open) {
            query.append(" and i.paid_on is null");
        }
        page.after(2).ifPresent(cursor -> {
            query.append(" and (i.received_on < ? or (i.received_on = ? and i.id < ?))");
            try {
                LocalDate day = LocalDate.parse(cursor.get(0));
                args.add(day);
                args.add(day);
                args.add(Long.parseLong(cursor.get(1)));
            } catch (RuntimeException notOurs) {
                throw ProblemException.invalid("cursor", "rest.cursor");
            }
        });
        query.append(" order by i.received_on desc, i.id desc fetch first ? rows only");
        args.add(page.limit() + 1);
        return transactions.required(() -> Page.of(
                rows.read(query.toString(), args.toArray()),
                page.limit(),
                last -> PageRequest.cursor(last.receivedOn(), last.id().value())));
    }
}
