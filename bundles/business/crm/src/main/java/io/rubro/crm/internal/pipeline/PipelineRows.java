package io.rubro.crm.internal.pipeline;

import io.rubro.crm.pipeline.Pipeline;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of pipelines and their stages. */
final class PipelineRows {

    private static final String PIPELINES =
            """
            select p.id, p.version, p.name, p.standard_mark, p.archived_at,
              s.id stage_id, s.stage_key, s.name stage_name, s.kind, s.probability, s.idle_days
            from crm.pipeline p
            join crm.pipeline_stage s on s.organization_id = p.organization_id and s.pipeline_id = p.id
            where p.organization_id = {org} and s.removed_at is null""";

    private final Sql sql;

    PipelineRows(Sql sql) {
        this.sql = sql;
    }

    /** A stage and where it is. */
    record Placed(Stage stage, Id pipeline) {}

    private record Line(Pipeline bare, Stage stage) {}

    Optional<Id> standardId() {
        return sql.queryOne(
                "select id from crm.pipeline where organization_id = {org} and standard_mark = 1",
                row -> Rows.id(row, "id"));
    }

    List<Pipeline> all() {
        return read(PIPELINES + " order by coalesce(p.standard_mark, 2), p.name, p.id, s.seq");
    }

    Optional<Pipeline> find(Id id) {
        return read(PIPELINES + " and p.id = ? order by s.seq", id).stream().findFirst();
    }

    private List<Pipeline> read(String query, @Nullable Object... args) {
        Map<Id, List<Stage>> stages = new LinkedHashMap<>();
        Map<Id, Pipeline> bare = new LinkedHashMap<>();
        for (Line line : sql.query(query, PipelineRows::line, args)) {
            bare.put(line.bare().id(), line.bare());
            stages.computeIfAbsent(line.bare().id(), any -> new ArrayList<>()).add(line.stage());
        }
        return bare.values().stream()
                .map(p -> new Pipeline(
                        p.id(),
                        p.name(),
                        stages.getOrDefault(p.id(), List.of()),
                        p.standard(),
                        p.archivedAt(),
                        p.version()))
                .toList();
    }

    /** A stage in use of a pipeline in use, or of an archived one. */
    Optional<Placed> stage(Id id) {
        return sql.queryOne(
                """
                select s.id stage_id, s.stage_key, s.name stage_name, s.kind, s.probability, s.idle_days, s.pipeline_id
                from crm.pipeline_stage s where s.organization_id = {org} and s.id = ? and s.removed_at is null""",
                row -> new Placed(stage(row), Rows.id(row, "pipeline_id")),
                id);
    }

    /** The names of all stages, also of those that were taken away. */
    Map<Id, String> names() {
        Map<Id, String> names = new LinkedHashMap<>();
        sql.query(
                        "select id, name from crm.pipeline_stage where organization_id = {org}",
                        row -> Map.entry(Rows.id(row, "id"), row.getString("name")))
                .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
        return names;
    }

    /** All keys that are or were in use. */
    List<String> keys(Id pipeline) {
        return sql.query(
                "select stage_key from crm.pipeline_stage where organization_id = {org} and pipeline_id = ?",
                row -> row.getString("stage_key"),
                pipeline);
    }

    void insert(Id id, String name, boolean standard) {
        sql.update(
                """
                insert into crm.pipeline (organization_id, id, version, name, standard_mark)
                values ({org}, ?, 1, ?, ?)""",
                id,
                name,
                standard ? 1 : null);
    }

    void insertStage(Id pipeline, Stage stage, int seq) {
        sql.update(
                """
                insert into crm.pipeline_stage (organization_id, id, pipeline_id, stage_key, name, kind, seq, probability,
                  idle_days)
                values ({org}, ?, ?, ?, ?, ?, ?, ?, ?)""",
                stage.id(),
                pipeline,
                stage.key(),
                stage.name(),
                stage.kind(),
                seq,
                stage.probability(),
                stage.idleDays());
        sql.update(
                "insert into crm.pipeline_stage_lock (organization_id, stage_id, changes) values ({org}, ?, 0)",
                stage.id());
    }

    void updateStage(Stage stage, int seq) {
        sql.update(
                """
                update crm.pipeline_stage set name = ?, seq = ?, probability = ?, idle_days = ?
                where organization_id = {org} and id = ?""",
                stage.name(),
                seq,
                stage.probability(),
                stage.idleDays(),
                stage.id());
    }

    private static Line line(ResultSet row) throws SQLException {
        Pipeline bare = new Pipeline(
                Rows.id(row, "id"),
                row.getString("name"),
                List.of(),
                row.getInt("standard_mark") == 1,
                Rows.instantOrNull(row, "archived_at"),
                row.getLong("version"));
        return new Line(bare, stage(row));
    }

    private static Stage stage(ResultSet row) throws SQLException {
        int idle = row.getInt("idle_days");
        @Nullable Integer idleDays = row.wasNull() ? null : idle;
        return new Stage(
                Rows.id(row, "stage_id"),
                row.getString("stage_key"),
                row.getString("stage_name"),
                StageKind.valueOf(row.getString("kind")),
                row.getInt("probability"),
                idleDays);
    }
}
