package io.rubro.crm.internal.pipeline;

import io.rubro.crm.Interaction;
import io.rubro.crm.Interactions;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was done and is to be done for opportunities. */
@Component(service = DealActivities.class)
public final class DealActivities {

    private static final int MOST = 30;

    private final Transactions transactions;
    private final Sql sql;
    private final SqlOpportunities opportunities;
    private final Interactions interactions;

    /** Called by the component runtime. */
    @Activate
    public DealActivities(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference SqlOpportunities opportunities,
            @Reference Interactions interactions) {
        this.transactions = transactions;
        this.sql = sql;
        this.opportunities = opportunities;
        this.interactions = interactions;
    }

    /**
     * The latest interactions for an opportunity, the newest first, at most 30.
     *
     * @throws io.rubro.platform.problem.ProblemException 404 if there is no such opportunity
     */
    List<Interaction> of(Id opportunity) {
        return transactions.required(() -> {
            opportunities.get(opportunity);
            return sql
                    .query(
                            """
                            select id from crm.interaction where organization_id = {org} and opportunity_id = ?
                            order by happens_at desc, id desc fetch first\s"""
                                    + MOST + " rows only",
                            row -> Rows.id(row, "id"),
                            opportunity)
                    .stream()
                    .map(interactions::get)
                    .toList();
        });
    }
}
