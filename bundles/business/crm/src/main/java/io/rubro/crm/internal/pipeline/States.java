package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.pipeline.PipelineRows.Placed;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityDraft;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of an opportunity by a change; nothing is read or written here. */
final class States {

    private States() {}

    /** It with the fields of a draft in its normal form; the stage, and what follows from it, stays. */
    static Opportunity filled(Opportunity o, OpportunityDraft draft) {
        return new Opportunity(
                o.id(),
                o.contactId(),
                o.contactName(),
                o.pipelineId(),
                o.stageId(),
                o.kind(),
                draft.title(),
                draft.description(),
                draft.value(),
                Objects.requireNonNull(draft.currency()),
                o.probability(),
                draft.expectedClose(),
                draft.owner(),
                draft.source(),
                o.lostReason(),
                o.closedOn(),
                o.rank(),
                o.movedAt(),
                o.createdAt(),
                o.updatedAt(),
                o.version());
    }

    /**
     * It entered a stage. In an open one it has that stage's probability, or the one given; in another one it is decided: on
     * the day of that moment, with 100 or 0 percent.
     *
     * @param lostReason required for a lost stage, else ignored
     * @throws io.rubro.platform.problem.ProblemException 422 without a reason for a loss
     */
    static Opportunity entered(
            Opportunity o,
            Placed target,
            @Nullable Integer probability,
            @Nullable String lostReason,
            Instant at,
            ZoneId zone) {
        Stage stage = target.stage();
        boolean open = stage.kind() == StageKind.OPEN;
        return with(
                o,
                target,
                open && probability != null ? probability : stage.probability(),
                stage.kind() == StageKind.LOST ? OpportunityRules.lostReason(lostReason) : null,
                open ? null : at.atZone(zone).toLocalDate(),
                at);
    }

    /** It stays in its stage; what is decided keeps its probability, what is lost its reason unless there is another. */
    static Opportunity kept(Opportunity o, Placed stage, @Nullable Integer probability, @Nullable String lostReason) {
        int open = probability == null ? stage.stage().probability() : probability;
        boolean otherReason = o.kind() == StageKind.LOST && lostReason != null;
        return with(
                o,
                stage,
                o.kind() == StageKind.OPEN ? open : o.probability(),
                otherReason ? OpportunityRules.lostReason(lostReason) : o.lostReason(),
                o.closedOn(),
                o.movedAt());
    }

    /** It in another place of a column. */
    static Opportunity at(Opportunity o, long rank) {
        return written(o, rank, o.updatedAt(), o.version());
    }

    /** It as it is written: with its next version. */
    static Opportunity written(Opportunity o, long version, Instant at) {
        return written(o, o.rank(), at, version);
    }

    private static Opportunity written(Opportunity o, long rank, Instant updatedAt, long version) {
        return new Opportunity(
                o.id(),
                o.contactId(),
                o.contactName(),
                o.pipelineId(),
                o.stageId(),
                o.kind(),
                o.title(),
                o.description(),
                o.value(),
                o.currency(),
                o.probability(),
                o.expectedClose(),
                o.owner(),
                o.source(),
                o.lostReason(),
                o.closedOn(),
                rank,
                o.movedAt(),
                o.createdAt(),
                updatedAt,
                version);
    }

    private static Opportunity with(
            Opportunity o,
            Placed stage,
            int probability,
            @Nullable String lostReason,
            @Nullable LocalDate closedOn,
            Instant movedAt) {
        Id pipeline = stage.pipeline();
        return new Opportunity(
                o.id(),
                o.contactId(),
                o.contactName(),
                pipeline,
                stage.stage().id(),
                stage.stage().kind(),
                o.title(),
                o.description(),
                o.value(),
                o.currency(),
                probability,
                o.expectedClose(),
                o.owner(),
                o.source(),
                lostReason,
                closedOn,
                o.rank(),
                movedAt,
                o.createdAt(),
                o.updatedAt(),
                o.version());
    }

    /** The names of the fields that differ, for the trail. */
    static List<String> differences(Opportunity a, Opportunity b) {
        List<String> fields = new ArrayList<>();
        add(fields, "title", a.title(), b.title());
        add(fields, "description", a.description(), b.description());
        add(fields, "value", a.value(), b.value());
        add(fields, "currency", a.currency(), b.currency());
        add(fields, "probability", a.probability(), b.probability());
        add(fields, "expectedClose", a.expectedClose(), b.expectedClose());
        add(fields, "owner", a.owner(), b.owner());
        add(fields, "source", a.source(), b.source());
        add(fields, "lostReason", a.lostReason(), b.lostReason());
        return fields;
    }

    private static void add(List<String> fields, String name, @Nullable Object a, @Nullable Object b) {
        if (!Objects.equals(a, b)) {
            fields.add(name);
        }
    }
}
