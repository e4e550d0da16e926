package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.pipeline.PipelineRows.Placed;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.crm.pipeline.Pipelines;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Pipelines as rows. The first look at them makes the usual one, once for each organisation: whoever comes at the same
 * moment waits for its row in {@code crm.pipeline_settings} and then finds the pipeline.
 */
@Component(service = {Pipelines.class, SqlPipelines.class})
public final class SqlPipelines implements Pipelines {

    private static final int ALERT_DAYS = 7;
    private static final int LOST_REASONS = 6;

    /** A stage every organisation starts with; its key is also that of its name in the messages. */
    private record Usual(String key, StageKind kind, int probability, @Nullable Integer idleDays) {}

    private static final List<Usual> USUAL = List.of(
            new Usual("initial", StageKind.OPEN, 10, 7),
            new Usual("qualification", StageKind.OPEN, 20, 14),
            new Usual("demo", StageKind.OPEN, 40, 14),
            new Usual("proposal", StageKind.OPEN, 60, 14),
            new Usual("negotiation", StageKind.OPEN, 80, 10),
            new Usual("won", StageKind.WON, 100, null),
            new Usual("lost", StageKind.LOST, 0, null));

    private final Transactions transactions;
    private final Sql sql;
    private final PipelineRows rows;
    private final Organizations organizations;
    private final Messages messages;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public SqlPipelines(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Organizations organizations,
            @Reference Messages messages,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.rows = new PipelineRows(sql);
        this.organizations = organizations;
        this.messages = messages;
    }

    @Override
    public List<Pipeline> list() {
        return all(false);
    }

    /** All in use, or all that were put away. */
    List<Pipeline> all(boolean archived) {
        return transactions.required(() -> {
            ensure();
            return rows.all().stream()
                    .filter(pipeline -> (pipeline.archivedAt() != null) == archived)
                    .toList();
        });
    }

    @Override
    public Pipeline standard() {
        return transactions.required(() -> {
            ensure();
            return get(rows.standardId().orElseThrow());
        });
    }

    @Override
    public Pipeline get(Id id) {
        return transactions.required(
                () -> rows.find(id).orElseThrow(() -> ProblemException.notFound("crm.pipeline.not-found", id)));
    }

    /**
     * A stage in use.
     *
     * @throws ProblemException 404 if the organisation has none with this id
     */
    Placed stage(Id id) {
        return rows.stage(id).orElseThrow(() -> ProblemException.notFound("crm.pipeline.stage-not-found", id));
    }

    /** The names of all stages, also of those that were taken away. */
    Map<Id, String> stageNames() {
        return transactions.required(rows::names);
    }

    /** Makes the usual pipeline if there is none. Inside a transaction. */
    void ensure() {
        if (rows.standardId().isPresent()) {
            return;
        }
        lock();
        if (rows.standardId().isEmpty()) {
            make();
        }
    }

    /** Holds the configuration of the organisation until the transaction ends. */
    void lock() {
        if (!taken()) {
            sql.insertUnlessThere(
                    """
                    insert into crm.pipeline_settings (organization_id, id, changes, alert_days)
                    values ({org}, ?, 0, ?)""",
                    Id.next(),
                    ALERT_DAYS);
            if (!taken()) {
                throw new IllegalStateException("the organisation's row in crm.pipeline_settings is missing");
            }
        }
    }

    private boolean taken() {
        return sql.update("update crm.pipeline_settings set changes = changes + 1 where organization_id = {org}") == 1;
    }

    private void make() {
        Id pipeline = Id.next();
        rows.insert(pipeline, text("crm.pipeline.standard"), true);
        for (Usual usual : USUAL) {
            rows.insertStage(pipeline, stage(usual), USUAL.indexOf(usual));
        }
        for (int i = 1; i <= LOST_REASONS; i++) {
            sql.update(
                    "insert into crm.lost_reason (organization_id, id, seq, name) values ({org}, ?, ?, ?)",
                    Id.next(),
                    i,
                    text("crm.pipeline.lost-reason." + i));
        }
    }

    private Stage stage(Usual usual) {
        return new Stage(
                Id.next(),
                usual.key(),
                text("crm.pipeline.stage." + usual.key()),
                usual.kind(),
                usual.probability(),
                usual.idleDays());
    }

    /** The usual stages with names in the organisation's language, for a new pipeline. */
    List<Stage> usualStages() {
        return USUAL.stream().map(this::stage).toList();
    }

    private String text(String key) {
        Locale language = organizations.current().language();
        return messages.text(language, key, Map.of()).orElseThrow();
    }
}
