package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.model.Folding;
import io.rubro.crm.internal.service.Fields;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How the organisation on the thread works with its pipelines: when people are told, why something is lost. */
@Component(service = PipelineSettings.class)
public final class PipelineSettings {

    private static final int MAX_REASONS = 50;
    private static final int MAX_ALERT_DAYS = 365;

    private final Transactions transactions;
    private final Sql sql;
    private final SqlPipelines pipelines;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime. */
    @Activate
    public PipelineSettings(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference SqlPipelines pipelines,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this.transactions = transactions;
        this.sql = sql;
        this.pipelines = pipelines;
        this.audit = audit;
        this.live = live;
    }

    /**
     * What can be decided.
     *
     * @param alertDays how many days before the expected close of an opportunity people are told, from 0 to 365; null for
     *     never
     * @param lostReasons what may be chosen for a loss, at most 50 of 1 to 100 characters each; something else may be
     *     written all the same
     */
    public record Settings(@Nullable Integer alertDays, List<String> lostReasons) {
        public Settings {
            lostReasons = List.copyOf(lostReasons);
        }
    }

    /** The settings in force. */
    public Settings get() {
        return transactions.required(() -> {
            pipelines.ensure();
            return new Settings(
                    alertDays(),
                    sql.query(
                            "select name from crm.lost_reason where organization_id = {org} order by seq",
                            row -> row.getString("name")));
        });
    }

    private @Nullable Integer alertDays() {
        int days = sql.queryOne(
                        "select coalesce(alert_days, -1) days from crm.pipeline_settings where organization_id = {org}",
                        row -> row.getInt("days"))
                .orElse(-1);
        return days < 0 ? null : days;
    }

    /**
     * Replaces the settings; a reason that is there twice is kept once.
     *
     * @throws ProblemException 422 if one is out of range
     */
    public Settings set(Settings settings) {
        return transactions.required(() -> {
            pipelines.ensure();
            pipelines.lock();
            List<String> reasons = checked(settings);
            sql.update(
                    "update crm.pipeline_settings set alert_days = ? where organization_id = {org}",
                    settings.alertDays());
            sql.update("delete from crm.lost_reason where organization_id = {org}");
            for (int i = 0; i < reasons.size(); i++) {
                sql.update(
                        "insert into crm.lost_reason (organization_id, id, seq, name) values ({org}, ?, ?, ?)",
                        Id.next(),
                        i + 1,
                        reasons.get(i));
            }
            Id standard = pipelines.standard().id();
            audit.record("crm.pipeline.settings", "pipeline", standard, Map.of("lostReasons", reasons.size()));
            live.changed("crm.pipeline", standard, OpportunityNews.READ);
            return get();
        });
    }

    private static List<String> checked(Settings settings) {
        Fields fields = new Fields();
        @Nullable Integer days = settings.alertDays();
        if (days != null && (days < 0 || days > MAX_ALERT_DAYS)) {
            fields.refuse("alertDays", "crm.pipeline.alert-days", Map.of("max", MAX_ALERT_DAYS));
        }
        if (settings.lostReasons().size() > MAX_REASONS) {
            fields.refuse("lostReasons", "crm.pipeline.lost-reasons", Map.of("max", MAX_REASONS));
        }
        Set<String> seen = new HashSet<>();
        List<String> reasons = settings.lostReasons().stream()
                .map(reason -> fields.required("lostReasons", reason, PipelineDraft.MAX_NAME))
                .filter(reason -> seen.add(Folding.searchable(reason)))
                .toList();
        fields.complete();
        return reasons;
    }
}
