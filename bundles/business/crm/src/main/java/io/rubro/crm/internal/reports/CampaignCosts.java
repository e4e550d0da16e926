package io.rubro.crm.internal.reports;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was spent on campaigns. */
@Component(service = CampaignCosts.class)
public final class CampaignCosts {

    private static final String SELECT =
            "select id, source, from_on, until_on, amount, note, version from crm.campaign_cost"
                    + " where organization_id = {org}";

    private final Transactions transactions;
    private final Sql sql;
    private final Audit audit;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public CampaignCosts(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Audit audit,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.audit = audit;
    }

    /** Those of which a day lies in a time, the latest first. */
    List<CampaignCost> list(LocalDate from, LocalDate until) {
        return sql.query(
                SELECT + " and from_on <= ? and until_on >= ? order by from_on desc, id desc",
                CampaignCosts::cost,
                until,
                from);
    }

    CampaignCost get(Id id) {
        return sql.queryOne(SELECT + " and id = ?", CampaignCosts::cost, id)
                .orElseThrow(() -> ProblemException.notFound("crm.report.cost-not-found", id));
    }

    CampaignCost create(CampaignCostRequest request) {
        CampaignCostRequest normal = request.normal();
        return transactions.required(() -> {
            Id id = Id.next();
            sql.update(
                    "insert into crm.campaign_cost (organization_id, id, version, source, from_on, until_on, amount, note)"
                            + " values ({org}, ?, 1, ?, ?, ?, ?, ?)",
                    id,
                    normal.source(),
                    normal.from(),
                    normal.until(),
                    normal.amount(),
                    normal.note());
            audit.record("crm.campaign-cost.create", "campaign-cost", id, Map.of("source", normal.source()));
            return get(id);
        });
    }

    CampaignCost update(Id id, @Nullable IfMatch seen, CampaignCostRequest request) {
        CampaignCostRequest normal = request.normal();
        return transactions.required(() -> {
            CampaignCost old = get(id);
            IfMatch.require(seen, old.version());
            int updated = sql.update(
                    "update crm.campaign_cost set version = version + 1, source = ?, from_on = ?, until_on = ?,"
                            + " amount = ?, note = ? where organization_id = {org} and id = ? and version = ?",
                    normal.source(),
                    normal.from(),
                    normal.until(),
                    normal.amount(),
                    normal.note(),
                    id,
                    old.version());
            if (updated == 0) {
                throw ProblemException.staleVersion();
            }
            audit.record("crm.campaign-cost.update", "campaign-cost", id, Map.of("source", normal.source()));
            return get(id);
        });
    }

    void delete(Id id) {
        transactions.run(() -> {
            CampaignCost cost = get(id);
            sql.update("delete from crm.campaign_cost where organization_id = {org} and id = ?", id);
            audit.record("crm.campaign-cost.delete", "campaign-cost", id, Map.of("source", cost.source()));
        });
    }

    private static CampaignCost cost(ResultSet row) throws SQLException {
        return new CampaignCost(
                Rows.id(row, "id"),
                row.getString("source"),
                row.getDate("from_on").toLocalDate(),
                row.getDate("until_on").toLocalDate(),
                row.getBigDecimal("amount"),
                row.getString("note"),
                row.getLong("version"));
    }
}
