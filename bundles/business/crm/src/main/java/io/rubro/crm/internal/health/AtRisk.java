package io.rubro.crm.internal.health;

import io.rubro.crm.health.Grade;
import io.rubro.crm.health.Level;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Customers whose money, or who themselves, may be lost. As of the last refresh or event of each. */
@Component(service = AtRisk.class)
public final class AtRisk {

    private final Sql sql;
    private final Today today;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public AtRisk(@Reference Sql sql, @Reference Today today, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.today = today;
    }

    /** A customer that needs attention. */
    public record CustomerAtRisk(
            Id contactId,
            String name,
            Grade grade,
            BigDecimal overdue,
            String currency,
            int overdueDays,
            Level defaultRisk,
            @Nullable Integer churnScore) {}

    long count(Grade grade) {
        return sql.queryOne(
                        """
                        select count(*) as n from crm.customer_health h
                        join crm.contact c on c.organization_id = h.organization_id and c.id = h.id
                        where h.organization_id = {org} and h.grade = ? and c.archived_at is null""",
                        row -> row.getLong("n"),
                        grade)
                .orElse(0L);
    }

    List<CustomerAtRisk> mostPressing() {
        String currency = today.currency();
        return sql.query(
                """
                select h.id, c.name, h.grade, h.overdue, h.overdue_days, h.default_risk, h.churn_score
                from crm.customer_health h
                join crm.contact c on c.organization_id = h.organization_id and c.id = h.id
                where h.organization_id = {org} and h.grade in ('DANGER', 'ATTENTION') and c.archived_at is null
                order by h.overdue desc, h.churn_score desc, h.lifetime_value desc, h.id fetch first 10 rows only""",
                row -> {
                    int score = row.getInt("churn_score");
                    Integer churn = row.wasNull() ? null : score;
                    return new CustomerAtRisk(
                            Rows.id(row, "id"),
                            row.getString("name"),
                            Grade.valueOf(row.getString("grade")),
                            row.getBigDecimal("overdue"),
                            currency,
                            row.getInt("overdue_days"),
                            Level.valueOf(row.getString("default_risk")),
                            churn);
                });
    }
}
