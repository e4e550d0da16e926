package io.rubro.crm.internal.recommendations;

import io.rubro.crm.InteractionType;
import io.rubro.crm.recommendations.Advice;
import io.rubro.crm.recommendations.Advice.Action;
import io.rubro.crm.recommendations.Advice.Amount;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.crm.recommendations.Priority;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The advice about all customers as of the last time the rules were asked. */
final class StoredAdvice {

    private static final BigDecimal MOST = new BigDecimal("9999999999999.99");

    private final Sql sql;

    StoredAdvice(Sql sql) {
        this.sql = sql;
    }

    /**
     * A row of the list.
     *
     * @param askedOn the day the rule advised it
     */
    record Row(Id id, Id contact, String contactName, Advised advised, BigDecimal stake, LocalDate askedOn) {}

    private record Fingerprint(
            String rule, @Nullable Id subject, int priority, BigDecimal stake, String code, String evidence) {}

    /**
     * Writes what is advised about a customer in place of what was.
     *
     * @return whether anything but the day has changed
     */
    boolean replace(CustomerFile file, List<Advised> advised) {
        Id contact = file.contact().id();
        Set<Fingerprint> before = new HashSet<>(sql.query(
                """
                select r.rule_id, r.subject_id, r.priority_no, r.stake, r.code, r.evidence from crm.recommendation r
                where r.organization_id = {org} and r.contact_id = ?""",
                row -> new Fingerprint(
                        row.getString("rule_id"),
                        Rows.idOrNull(row, "subject_id"),
                        row.getInt("priority_no"),
                        row.getBigDecimal("stake").setScale(2),
                        row.getString("code"),
                        row.getString("evidence")),
                contact));
        Set<Fingerprint> now = new HashSet<>();
        advised.forEach(each -> now.add(fingerprint(file, each)));
        if (before.equals(now)) {
            return false;
        }
        delete(contact);
        sql.batch(
                """
                insert into crm.recommendation (organization_id, id, contact_id, rule_id, subject_id, priority_no, stake,
                  of_opportunity, code, evidence, plan_type, plan_days, open_path, asked_on)
                values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                advised.stream().map(each -> columns(file, each)).toList());
        return true;
    }

    /** Forgets what is advised about a contact. */
    void delete(Id contact) {
        sql.update("delete from crm.recommendation where organization_id = {org} and contact_id = ?", contact);
    }

    private static Fingerprint fingerprint(CustomerFile file, Advised advised) {
        Advice advice = advised.advice();
        return new Fingerprint(
                advised.rule(),
                advice.subject(),
                advice.priority().ordinal(),
                stake(file, advice),
                advice.code(),
                Evidence.write(advice.args()));
    }

    private static @Nullable Object[] columns(CustomerFile file, Advised advised) {
        Advice advice = advised.advice();
        @Nullable InteractionType type = null;
        @Nullable Integer days = null;
        @Nullable String path = null;
        if (advice.action() instanceof Action.Plan plan) {
            type = plan.type();
            days = plan.inDays();
        } else if (advice.action() instanceof Action.Open open) {
            path = open.path();
        }
        return new @Nullable Object[] {
            Id.next(),
            file.contact().id(),
            advised.rule(),
            advice.subject(),
            advice.priority().ordinal(),
            stake(file, advice),
            advised.ofOpportunity(),
            advice.code(),
            Evidence.write(advice.args()),
            type,
            days,
            path,
            file.today()
        };
    }

    /** The greatest amount in the organisation's currency among the evidence; without one, what the customer has brought. */
    private static BigDecimal stake(CustomerFile file, Advice advice) {
        String currency = file.health().currency();
        BigDecimal greatest = advice.args().values().stream()
                .filter(Amount.class::isInstance)
                .map(Amount.class::cast)
                .filter(amount -> amount.currency().equals(currency))
                .map(Amount::value)
                .reduce(BigDecimal::max)
                .orElse(file.health().lifetimeValue());
        return greatest.max(BigDecimal.ZERO).min(MOST).setScale(2, RoundingMode.HALF_UP);
    }

    /**
     * A page over all customers in use, without what was decided: alerts first, the most money at stake first.
     *
     * @param opportunities whether the caller may see what is about opportunities
     */
    Page<Row> list(@Nullable Priority priority, boolean opportunities, LocalDate today, PageRequest page) {
        List<@Nullable Object> args = new ArrayList<>();
        StringBuilder query = new StringBuilder(
                """
                select r.id, r.contact_id, c.name, r.rule_id, r.subject_id, r.priority_no, r.stake, r.of_opportunity, r.code,
                  r.evidence, r.plan_type, r.plan_days, r.open_path, r.asked_on
                from crm.recommendation r
                join crm.contact c on c.organization_id = r.organization_id and c.id = r.contact_id
                where r.organization_id = {org} and c.archived_at is null and not exists (""");
        query.append(Decisions.IN_FORCE).append(')');
        args.add(today);
        if (!opportunities) {
            query.append(" and r.of_opportunity = ?");
            args.add(false);
        }
        if (priority != null) {
            query.append(" and r.priority_no = ?");
            args.add(priority.ordinal());
        }
        page.after(3).ifPresent(last -> after(last, query, args));
        query.append(" order by r.priority_no, r.stake desc, r.id fetch first ")
                .append(page.limit() + 1)
                .append(" rows only");
        List<Row> rows = sql.query(query.toString(), StoredAdvice::row, args.toArray());
        return Page.of(
                rows,
                page.limit(),
                last -> PageRequest.cursor(last.advised().advice().priority().ordinal(), last.stake(), last.id()));
    }

    private static void after(List<String> last, StringBuilder query, List<@Nullable Object> args) {
        try {
            int priority = Integer.parseInt(last.get(0));
            BigDecimal stake = new BigDecimal(last.get(1));
            Id id = Id.valueOf(last.get(2));
            query.append(" and r.priority_no >= ? and (r.priority_no > ? or r.stake < cast(? as decimal(15, 2))"
                    + " or (r.stake = cast(? as decimal(15, 2)) and r.id > ?))");
            args.addAll(List.of(priority, priority, stake, stake, id));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        @Nullable String plan = row.getString("plan_type");
        Action action = plan != null
                ? new Action.Plan(InteractionType.valueOf(plan), row.getInt("plan_days"))
                : new Action.Open(
                        Optional.ofNullable(row.getString("open_path")).orElse("/"));
        Advice advice = new Advice(
                Priority.values()[row.getInt("priority_no")],
                row.getString("code"),
                Evidence.read(row.getString("evidence")),
                Rows.idOrNull(row, "subject_id"),
                action);
        return new Row(
                Rows.id(row, "id"),
                Rows.id(row, "contact_id"),
                row.getString("name"),
                new Advised(row.getString("rule_id"), advice, row.getBoolean("of_opportunity")),
                row.getBigDecimal("stake").setScale(2),
                row.getDate("asked_on").toLocalDate());
    }
}
