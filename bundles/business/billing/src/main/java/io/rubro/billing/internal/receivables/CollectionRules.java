package io.rubro.billing.internal.receivables;

import io.rubro.billing.internal.receivables.CollectionRule.Interest;
import io.rubro.billing.internal.receivables.LateInterest.Rates;
import io.rubro.billing.internal.service.Faults;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How the organisation on the thread collects, and whom it leaves in peace. */
@Component(service = CollectionRules.class)
public final class CollectionRules {

    private static final BigDecimal LARGEST_RATE = BigDecimal.valueOf(999);
    private static final int MAX_REASON = 300;

    private final Transactions transactions;
    private final Sql sql;
    private final InterestRates rates;
    private final Organizations organizations;
    private final Audit audit;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public CollectionRules(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference InterestRates rates,
            @Reference Organizations organizations,
            @Reference Audit audit,
            @Reference(target = "(module=billing)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.rates = rates;
        this.organizations = organizations;
        this.audit = audit;
    }

    /**
     * Reminders that are held back.
     *
     * @param target {@code invoice:<id>} or the key of a customer
     * @param until the last day; null for ever
     */
    public record Pause(String target, @Nullable String reason, @Nullable LocalDate until) {}

    /** The rules in force. */
    public CollectionRule get() {
        return transactions.required(() -> sql.queryOne(
                        """
                        select reminders, automatic, interest, own_rate, compensation from billing.collection_rule
                        where organization_id = {org}""",
                        row -> new CollectionRule(
                                row.getBoolean("reminders"),
                                row.getBoolean("automatic"),
                                Interest.valueOf(row.getString("interest")),
                                row.getBigDecimal("own_rate"),
                                row.getBigDecimal("compensation")))
                .orElse(CollectionRule.UNDECIDED));
    }

    /**
     * Decides how it collects.
     *
     * @throws ProblemException 422 if a rate or the compensation is missing or out of range, or the country has no legal rate
     */
    public CollectionRule set(CollectionRule rule) {
        return transactions.required(() -> {
            Faults faults = new Faults();
            @Nullable Interest interest = rule.interest();
            if (interest == null) {
                faults.add("interest", "billing.text.missing");
            }
            if (interest == Interest.OWN && rate(faults, "ownRate", rule.ownRate())) {
                faults.check();
            }
            if (interest == Interest.LEGAL
                    && rates.list(organizations.current().country()).isEmpty()) {
                faults.add("interest", "billing.interest.none-legal");
            }
            @Nullable BigDecimal compensation = rule.compensation();
            if (compensation != null
                    && faults.number("compensation", compensation, 6, 2)
                    && compensation.signum() < 0) {
                faults.add("compensation", "billing.payment.amount");
            }
            faults.check();
            sql.update("delete from billing.collection_rule where organization_id = {org}");
            sql.update(
                    """
                    insert into billing.collection_rule
                      (organization_id, reminders, automatic, interest, own_rate, compensation)
                    values ({org}, ?, ?, ?, ?, ?)""",
                    rule.reminders(),
                    rule.automatic(),
                    interest,
                    rule.ownRate(),
                    compensation);
            audit.record(
                    "billing.collection.rule",
                    "organization",
                    Tenant.current(),
                    Map.of("reminders", rule.reminders(), "interest", String.valueOf(interest)));
            return get();
        });
    }

    private static boolean rate(Faults faults, String field, @Nullable BigDecimal rate) {
        if (rate == null || !faults.number(field, rate, 3, 2)) {
            if (rate == null) {
                faults.add(field, "billing.number.missing");
            }
            return false;
        }
        if (rate.signum() < 0 || rate.compareTo(LARGEST_RATE) > 0) {
            faults.add(field, "billing.interest.rate");
            return false;
        }
        return true;
    }

    /** The legal rates known for the organisation's country. */
    public List<InterestRates.Rate> legalRates() {
        return transactions.required(() -> rates.list(organizations.current().country()));
    }

    /**
     * Adds a legal rate, as published for a new half-year, or replaces the one of that day.
     *
     * @throws ProblemException 422
     */
    public List<InterestRates.Rate> addLegalRate(@Nullable LocalDate from, @Nullable BigDecimal rate) {
        return transactions.required(() -> {
            Faults faults = new Faults();
            if (from == null) {
                faults.add("validFrom", "billing.text.missing");
            }
            rate(faults, "rate", rate);
            faults.check();
            if (from != null && rate != null) {
                rates.put(from, rate);
                audit.record(
                        "billing.interest.rate", "organization", Tenant.current(), Map.of("from", from, "rate", rate));
            }
            return legalRates();
        });
    }

    /** The rates late interest is computed with now; empty if none is. */
    Optional<Rates> interest() {
        CollectionRule rule = get();
        @Nullable BigDecimal own = rule.ownRate();
        return switch (rule.interest()) {
            case NONE -> Optional.empty();
            case LEGAL -> Optional.of(rates.rates(organizations.current().country()));
            case OWN -> own == null ? Optional.empty() : Optional.of(Rates.fixed(own));
        };
    }

    /** What is held back. */
    public List<Pause> pauses() {
        return transactions.required(() -> sql.query(
                """
                select target, reason, until_on from billing.collection_pause
                where organization_id = {org} order by id desc""",
                row -> new Pause(row.getString("target"), row.getString("reason"), Rows.dateOrNull(row, "until_on"))));
    }

    /**
     * Holds reminders of an invoice or a customer back; reminders that wait are withdrawn.
     *
     * @throws ProblemException 422 if the target is neither
     */
    public void pause(Pause pause) {
        transactions.run(() -> {
            String target = String.valueOf(pause.target());
            if (target.startsWith("invoice:")) {
                try {
                    Id.valueOf(target.substring("invoice:".length()));
                } catch (IllegalArgumentException noId) {
                    throw ProblemException.invalid("target", "billing.receivables.customer");
                }
            } else {
                CustomerKey.valueOf(target);
            }
            Faults faults = new Faults();
            String reason = faults.text("reason", pause.reason(), MAX_REASON);
            faults.check();
            resume(target);
            sql.update(
                    """
                    insert into billing.collection_pause (organization_id, id, target, reason, until_on)
                    values ({org}, ?, ?, ?, ?)""",
                    Id.next(),
                    target,
                    reason,
                    pause.until());
            audit.record("billing.collection.pause", "organization", Tenant.current(), Map.of("target", target));
        });
    }

    /** Holds nothing of an invoice or a customer back any more. */
    public void resume(String target) {
        sql.update("delete from billing.collection_pause where organization_id = {org} and target = ?", target);
    }
}
