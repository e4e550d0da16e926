package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.model.Folding;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityMove;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of opportunities and of their moves. */
final class OpportunityRows {

    /** Everything of an opportunity, with the name of its contact. */
    static final String COLUMNS =
            """
            o.id, o.contact_id, c.name contact_name, o.pipeline_id, o.stage_id, o.kind, o.title, o.description, o.amount,
              o.currency, o.probability, o.expected_close, o.owner_id, o.origin, o.lost_reason, o.closed_on, o.place,
              o.moved_at, o.created_at, o.updated_at, o.version""";

    /** Where they are read from: {@code o} the opportunity, {@code c} its contact. */
    static final String FROM =
            """
             from crm.opportunity o
            join crm.contact c on c.organization_id = o.organization_id and c.id = o.contact_id
            where o.organization_id = {org}""";

    private final Sql sql;

    OpportunityRows(Sql sql) {
        this.sql = sql;
    }

    Optional<Opportunity> find(Id id) {
        return sql.queryOne("select " + COLUMNS + FROM + " and o.id = ?", OpportunityRows::opportunity, id);
    }

    /** Those in a stage, in their order. */
    List<Opportunity> in(Id stage) {
        return sql.query(
                "select " + COLUMNS + FROM + " and o.stage_id = ? order by o.place",
                OpportunityRows::opportunity,
                stage);
    }

    void insert(Opportunity o, String by) {
        sql.update(
                """
                insert into crm.opportunity (organization_id, id, version, contact_id, pipeline_id, stage_id, kind, title,
                  title_normalised, description, amount, currency, probability, expected_close, owner_id, origin,
                  lost_reason, closed_on, place, moved_at, created_at, updated_at, updated_by)
                values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                o.id(),
                o.version(),
                o.contactId(),
                o.pipelineId(),
                o.stageId(),
                o.kind(),
                o.title(),
                Folding.searchable(o.title()),
                o.description(),
                o.value(),
                o.currency(),
                o.probability(),
                o.expectedClose(),
                o.owner(),
                o.source(),
                o.lostReason(),
                o.closedOn(),
                o.rank(),
                o.movedAt(),
                o.createdAt(),
                o.updatedAt(),
                by);
    }

    /**
     * Writes what an opportunity is now; an alert about an expected close that no longer holds goes.
     *
     * @param by who does it, as shown to people
     * @return false if it is not the version before any more
     */
    boolean update(Opportunity old, Opportunity o, String by) {
        boolean settled = o.kind() != StageKind.OPEN || !Objects.equals(old.expectedClose(), o.expectedClose());
        return sql.update(
                        """
                        update crm.opportunity set version = ?, pipeline_id = ?, stage_id = ?, kind = ?, title = ?,
                          title_normalised = ?, description = ?, amount = ?, currency = ?, probability = ?,
                          expected_close = ?, owner_id = ?, origin = ?, lost_reason = ?, closed_on = ?, place = ?,
                          moved_at = ?, updated_at = ?, updated_by = ?, alert = case when ? = 1 then null else alert end
                        where organization_id = {org} and id = ? and version = ?""",
                        o.version(),
                        o.pipelineId(),
                        o.stageId(),
                        o.kind(),
                        o.title(),
                        Folding.searchable(o.title()),
                        o.description(),
                        o.value(),
                        o.currency(),
                        o.probability(),
                        o.expectedClose(),
                        o.owner(),
                        o.source(),
                        o.lostReason(),
                        o.closedOn(),
                        o.rank(),
                        o.movedAt(),
                        o.updatedAt(),
                        by,
                        settled ? 1 : 0,
                        o.id(),
                        old.version())
                == 1;
    }

    /** Deletes an opportunity with its history; what was done for it stays with the contact. */
    void delete(Id id) {
        sql.update(
                "update crm.interaction set opportunity_id = null where organization_id = {org} and opportunity_id = ?",
                id);
        sql.update("delete from crm.opportunity where organization_id = {org} and id = ?", id);
    }

    /** Who wrote it last, as shown to people. */
    String updatedBy(Id id) {
        return sql.queryOne(
                        "select updated_by from crm.opportunity where organization_id = {org} and id = ?",
                        row -> row.getString("updated_by"),
                        id)
                .orElse("");
    }

    /** Writes down that an opportunity entered the stage it is in; gives the record of that. */
    Id moved(@Nullable Id from, Opportunity o, String by) {
        Id move = Id.next();
        sql.update(
                """
                insert into crm.opportunity_move (organization_id, id, opportunity_id, pipeline_id, from_stage_id,
                  to_stage_id, kind, amount, currency, probability, lost_reason, moved_at, moved_by_id, moved_by)
                values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                move,
                o.id(),
                o.pipelineId(),
                from,
                o.stageId(),
                o.kind(),
                o.value(),
                o.currency(),
                o.probability(),
                o.lostReason(),
                o.movedAt(),
                Caller.current().id(),
                by);
        return move;
    }

    /** The moves that time lines were told of. */
    List<Id> told(Id id) {
        return sql.query(
                """
                select id from crm.opportunity_move where organization_id = {org} and opportunity_id = ?
                  and (from_stage_id is null or kind <> 'OPEN') order by id""",
                row -> Rows.id(row, "id"),
                id);
    }

    List<OpportunityMove> history(Id id) {
        return sql.query(
                """
                select opportunity_id, from_stage_id, to_stage_id, kind, moved_at, moved_by, amount, probability,
                  lost_reason
                from crm.opportunity_move where organization_id = {org} and opportunity_id = ? order by id""",
                OpportunityRows::move,
                id);
    }

    private static OpportunityMove move(ResultSet row) throws SQLException {
        return new OpportunityMove(
                Rows.id(row, "opportunity_id"),
                Rows.idOrNull(row, "from_stage_id"),
                Rows.id(row, "to_stage_id"),
                StageKind.valueOf(row.getString("kind")),
                Rows.instant(row, "moved_at"),
                row.getString("moved_by"),
                row.getBigDecimal("amount"),
                row.getInt("probability"),
                row.getString("lost_reason"));
    }

    static Opportunity opportunity(ResultSet row) throws SQLException {
        return new Opportunity(
                Rows.id(row, "id"),
                Rows.id(row, "contact_id"),
                row.getString("contact_name"),
                Rows.id(row, "pipeline_id"),
                Rows.id(row, "stage_id"),
                StageKind.valueOf(row.getString("kind")),
                row.getString("title"),
                row.getString("description"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                row.getInt("probability"),
                Rows.dateOrNull(row, "expected_close"),
                Rows.idOrNull(row, "owner_id"),
                row.getString("origin"),
                row.getString("lost_reason"),
                Rows.dateOrNull(row, "closed_on"),
                row.getLong("place"),
                Rows.instant(row, "moved_at"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                row.getLong("version"));
    }
}
