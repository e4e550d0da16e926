package io.rubro.billing.internal.receivables;

import io.rubro.billing.internal.receivables.PaymentTerm.Part;
import io.rubro.billing.internal.service.Faults;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The payment terms of the organisation on the thread. */
@Component(service = PaymentTerms.class)
public final class PaymentTerms {

    private static final int MAX_NAME = 80;
    private static final int MAX_PARTS = 36;
    private static final int MAX_DAYS = 1_830;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Transactions transactions;
    private final Sql sql;
    private final Audit audit;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public PaymentTerms(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Audit audit,
            @Reference(target = "(module=billing)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.audit = audit;
    }

    /**
     * A term as asked for.
     *
     * @param parts null for one part at once
     */
    public record Draft(@Nullable String name, @Nullable List<Part> parts, @Nullable Integer payDay) {}

    /** All terms, by name. */
    public List<PaymentTerm> list() {
        return transactions.required(() -> {
            List<PaymentTerm> terms = sql.query(
                    """
                    select id, name, pay_day, version from billing.payment_term
                    where organization_id = {org} order by name, id""",
                    row -> new PaymentTerm(
                            Rows.id(row, "id"),
                            row.getString("name"),
                            List.of(),
                            row.getObject("pay_day") == null ? null : row.getInt("pay_day"),
                            row.getLong("version")));
            return terms.stream().map(this::withParts).toList();
        });
    }

    private PaymentTerm withParts(PaymentTerm bare) {
        List<Part> parts = sql.query(
                """
                select days, share from billing.payment_term_part
                where organization_id = {org} and term_id = ? order by part_no""",
                row -> new Part(row.getInt("days"), row.getBigDecimal("share")),
                bare.id());
        return new PaymentTerm(bare.id(), bare.name(), parts, bare.payDay(), bare.version());
    }

    /**
     * A term.
     *
     * @throws ProblemException 404 if the organisation has none with this id
     */
    public PaymentTerm get(Id id) {
        return list().stream()
                .filter(term -> term.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("billing.term.not-found", id));
    }

    /**
     * Adds a term.
     *
     * @throws ProblemException 422 if a field breaks a rule, 409 if the name is taken
     */
    public PaymentTerm create(Draft draft) {
        return transactions.required(() -> {
            PaymentTerm term = checked(Id.next(), draft, 1);
            refuseTaken(term);
            sql.update(
                    """
                    insert into billing.payment_term (organization_id, id, version, name, pay_day)
                    values ({org}, ?, 1, ?, ?)""",
                    term.id(),
                    term.name(),
                    term.payDay());
            return written(term, "billing.term.create");
        });
    }

    /**
     * Replaces what a term says; invoices issued with it keep their instalments.
     *
     * @throws ProblemException as {@link #create}; 404, 412, 428
     */
    public PaymentTerm update(Id id, @Nullable IfMatch seen, Draft draft) {
        return transactions.required(() -> {
            PaymentTerm old = get(id);
            IfMatch.require(seen, old.version());
            PaymentTerm term = checked(id, draft, old.version() + 1);
            refuseTaken(term);
            int changed = sql.update(
                    """
                    update billing.payment_term set version = version + 1, name = ?, pay_day = ?
                    where organization_id = {org} and id = ? and version = ?""",
                    term.name(),
                    term.payDay(),
                    id,
                    old.version());
            if (changed == 0) {
                throw ProblemException.staleVersion();
            }
            sql.update("delete from billing.payment_term_part where organization_id = {org} and term_id = ?", id);
            return written(term, "billing.term.update");
        });
    }

    /**
     * Removes a term; drafts that would be paid by it are paid at once then.
     *
     * @throws ProblemException 404, 412, 428
     */
    public void delete(Id id, @Nullable IfMatch seen) {
        transactions.run(() -> {
            PaymentTerm old = get(id);
            IfMatch.require(seen, old.version());
            sql.update("delete from billing.invoice_plan where organization_id = {org} and term_id = ?", id);
            sql.update("delete from billing.payment_term where organization_id = {org} and id = ?", id);
            audit.record("billing.term.delete", "term", id, Map.of("name", old.name()));
        });
    }

    private PaymentTerm written(PaymentTerm term, String action) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Part part : term.parts()) {
            rows.add(new @Nullable Object[] {term.id(), rows.size() + 1, part.days(), part.share()});
        }
        sql.batch(
                """
                insert into billing.payment_term_part (organization_id, term_id, part_no, days, share)
                values ({org}, ?, ?, ?, ?)""",
                rows);
        audit.record(action, "term", term.id(), Map.of("name", term.name()));
        return term;
    }

    private void refuseTaken(PaymentTerm term) {
        boolean taken = list().stream()
                .anyMatch(other -> other.name().equalsIgnoreCase(term.name())
                        && !other.id().equals(term.id()));
        if (taken) {
            throw ProblemException.conflict("name", "billing.term.name-taken", Map.of("name", term.name()));
        }
    }

    private static PaymentTerm checked(Id id, Draft draft, long version) {
        Faults faults = new Faults();
        String name = faults.text("name", draft.name(), MAX_NAME);
        if (name == null) {
            faults.add("name", "billing.text.missing");
        }
        Integer payDay = draft.payDay();
        if (payDay != null && (payDay < 1 || payDay > 31)) {
            faults.add("payDay", "billing.term.pay-day");
        }
        List<Part> given = draft.parts();
        List<Part> parts = given == null ? List.of(new Part(0, HUNDRED)) : given;
        if (parts.isEmpty() || parts.size() > MAX_PARTS || parts.stream().anyMatch(Objects::isNull)) {
            faults.add("parts", "billing.term.parts", Map.of("max", MAX_PARTS));
            parts = List.of();
        }
        BigDecimal sum = BigDecimal.ZERO;
        int before = -1;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String at = "parts[" + i + "].";
            if (part.days() <= before || part.days() > MAX_DAYS) {
                faults.add(at + "days", "billing.term.days", Map.of("max", MAX_DAYS));
            }
            before = part.days();
            if (faults.number(at + "share", part.share(), 3, 2)) {
                if (part.share().signum() <= 0) {
                    faults.add(at + "share", "billing.term.share");
                }
                sum = sum.add(part.share());
            }
        }
        faults.check();
        if (sum.compareTo(HUNDRED) != 0) {
            throw ProblemException.invalid("parts", "billing.term.sum", Map.of("sum", sum));
        }
        return new PaymentTerm(id, String.valueOf(name), parts, payDay, version);
    }
}
