package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.model.Folding;
import io.rubro.crm.internal.pipeline.PipelineDraft.StageDraft;
import io.rubro.crm.internal.pipeline.PipelineRows.Placed;
import io.rubro.crm.internal.service.Fields;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.crm.pipeline.Stage;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Changes the pipelines of the organisation on the thread. Whoever does holds their configuration, so that two changes come
 * one after the other.
 */
@Component(service = PipelineConfiguration.class)
public final class PipelineConfiguration {

    private final Transactions transactions;
    private final Sql sql;
    private final SqlPipelines pipelines;
    private final SqlOpportunities opportunities;
    private final PipelineRows rows;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime. */
    @Activate
    public PipelineConfiguration(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference SqlPipelines pipelines,
            @Reference SqlOpportunities opportunities,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this.transactions = transactions;
        this.sql = sql;
        this.pipelines = pipelines;
        this.opportunities = opportunities;
        this.rows = new PipelineRows(sql);
        this.audit = audit;
        this.live = live;
    }

    /**
     * Adds a pipeline; without stages it gets the usual ones.
     *
     * @throws ProblemException 422 if a field breaks a rule, 409 if another pipeline has the name
     */
    public Pipeline create(PipelineDraft draft) {
        return transactions.required(() -> {
            pipelines.ensure();
            pipelines.lock();
            Fields fields = new Fields();
            String name = name(fields, draft);
            @Nullable List<StageDraft> wanted = draft.stages();
            List<Stage> stages = wanted == null
                    ? pipelines.usualStages()
                    : new StageCheck(fields, List.of(), List.of()).stages(wanted);
            fields.complete();
            refuseTaken(name, null);
            Id id = Id.next();
            rows.insert(id, name, false);
            stages.forEach(stage -> rows.insertStage(id, stage, stages.indexOf(stage)));
            if (Boolean.TRUE.equals(draft.standard())) {
                makeStandard(id);
            }
            return told("crm.pipeline.create", id);
        });
    }

    /**
     * Replaces what is stored of a pipeline. A stage that is not named any more goes; its cards go where {@code moves} says.
     *
     * @param seen the version the caller has read
     * @throws ProblemException as {@link #create}; 404 if there is no such pipeline; 409 if a stage with cards goes and
     *     nobody said where they go; 428 without {@code seen}, 412 if the pipeline changed since
     */
    public Pipeline update(Id id, @Nullable IfMatch seen, PipelineDraft draft) {
        return transactions.required(() -> {
            pipelines.lock();
            Pipeline old = pipelines.get(id);
            IfMatch.require(seen, old.version());
            Fields fields = new Fields();
            String name = name(fields, draft);
            @Nullable List<StageDraft> wanted = draft.stages();
            List<Stage> stages =
                    wanted == null ? old.stages() : new StageCheck(fields, old.stages(), rows.keys(id)).stages(wanted);
            fields.complete();
            refuseTaken(name, id);
            sql.update(
                    "update crm.pipeline set version = version + 1, name = ? where organization_id = {org} and id = ?",
                    name,
                    id);
            write(old, stages, draft.moves() == null ? Map.of() : draft.moves());
            if (Boolean.TRUE.equals(draft.standard()) && !old.standard()) {
                makeStandard(id);
            }
            return told("crm.pipeline.update", id);
        });
    }

    private void write(Pipeline old, List<Stage> stages, Map<String, String> moves) {
        // all at once and in one order, so that nobody who moves a card waits in a circle
        opportunities.hold(old.stages().stream().map(Stage::id).toList());
        Set<Id> left = stages.stream().map(Stage::id).collect(Collectors.toSet());
        Set<Id> had = old.stages().stream().map(Stage::id).collect(Collectors.toSet());
        List<Stage> gone = old.stages().stream()
                .filter(stage -> !left.contains(stage.id()))
                .toList();
        gone.forEach(stage -> empty(old.id(), stage, stages, had, moves));
        gone.forEach(stage -> sql.update(
                "update crm.pipeline_stage set removed_at = ? where organization_id = {org} and id = ?",
                now(),
                stage.id()));
        for (int i = 0; i < stages.size(); i++) {
            if (had.contains(stages.get(i).id())) {
                rows.updateStage(stages.get(i), i);
            } else {
                rows.insertStage(old.id(), stages.get(i), i);
            }
        }
    }

    private void empty(Id pipeline, Stage stage, List<Stage> left, Set<Id> had, Map<String, String> moves) {
        long cards = opportunities.count(stage.id());
        if (cards > 0) {
            @Nullable String named = moves.get(stage.id().toString());
            Stage target = left.stream()
                    .filter(other ->
                            had.contains(other.id()) && other.id().toString().equals(named))
                    .filter(other -> other.kind() == stage.kind())
                    .findFirst()
                    .orElseThrow(() -> hasCards(stage, cards));
            opportunities.empty(stage.id(), new Placed(target, pipeline));
        }
    }

    private static ProblemException hasCards(Stage stage, long cards) {
        return ProblemException.conflict(
                "moves",
                "crm.pipeline.stage-has-cards",
                Map.of("stage", stage.name(), "stageId", stage.id().toString(), "count", cards));
    }

    /** To the microsecond, which is what both databases keep. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private void makeStandard(Id id) {
        sql.update(
                """
                update crm.pipeline set standard_mark = null, version = version + 1
                where organization_id = {org} and standard_mark = 1""");
        sql.update("update crm.pipeline set standard_mark = 1 where organization_id = {org} and id = ?", id);
    }

    /**
     * Puts a pipeline away. What was decided in it stays.
     *
     * @throws ProblemException 404, 412, 428; 409 if it is the standard one or something is still open in it
     */
    public void archive(Id id, @Nullable IfMatch seen) {
        transactions.run(() -> {
            pipelines.lock();
            Pipeline old = pipelines.get(id);
            IfMatch.require(seen, old.version());
            if (old.standard()) {
                throw ProblemException.conflict("crm.pipeline.is-standard", Map.of("name", old.name()));
            }
            long open = opportunities.countOpen(id);
            if (open > 0) {
                throw ProblemException.conflict("crm.pipeline.has-open", Map.of("name", old.name(), "count", open));
            }
            set(id, now());
            told("crm.pipeline.archive", id);
        });
    }

    /**
     * Brings a pipeline back.
     *
     * @throws ProblemException 404 if there is no such pipeline, 409 if another one has its name by now
     */
    public Pipeline restore(Id id) {
        return transactions.required(() -> {
            pipelines.lock();
            Pipeline old = pipelines.get(id);
            refuseTaken(old.name(), id);
            set(id, null);
            return told("crm.pipeline.restore", id);
        });
    }

    private void set(Id id, @Nullable Instant archivedAt) {
        sql.update(
                """
                update crm.pipeline set archived_at = ?, version = version + 1
                where organization_id = {org} and id = ?""",
                archivedAt,
                id);
    }

    private static String name(Fields fields, PipelineDraft draft) {
        return fields.required("name", draft.name() == null ? "" : draft.name(), PipelineDraft.MAX_NAME);
    }

    private void refuseTaken(String name, @Nullable Id self) {
        boolean taken = pipelines.list().stream()
                .anyMatch(other -> !other.id().equals(self)
                        && Folding.searchable(other.name()).equals(Folding.searchable(name)));
        if (taken) {
            throw ProblemException.conflict("name", "crm.pipeline.name-taken", Map.of("name", name));
        }
    }

    private Pipeline told(String action, Id id) {
        Pipeline pipeline = pipelines.get(id);
        audit.record(action, "pipeline", id, Map.of("name", pipeline.name()));
        live.changed("crm.pipeline", id, OpportunityNews.READ);
        return pipeline;
    }
}
