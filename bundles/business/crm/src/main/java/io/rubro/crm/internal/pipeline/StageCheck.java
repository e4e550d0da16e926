package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.model.Folding;
import io.rubro.crm.internal.pipeline.PipelineDraft.StageDraft;
import io.rubro.crm.internal.service.Fields;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the stages of a pipeline from what was asked for. */
final class StageCheck {

    private static final int MAX_KEY = 40;

    private final Fields fields;
    private final Map<Id, Stage> known;
    private final Set<String> keys;
    private final Set<String> names = new HashSet<>();
    private final Set<Id> seen = new HashSet<>();

    /**
     * @param fields collects what is wrong
     * @param old the stages the pipeline has
     * @param keys all keys that are or were in use
     */
    StageCheck(Fields fields, Collection<Stage> old, Collection<String> keys) {
        this.fields = fields;
        this.known = old.stream().collect(Collectors.toMap(Stage::id, stage -> stage));
        this.keys = new HashSet<>(keys);
    }

    /** The stages in their order; what is wrong with them is in the fields. */
    List<Stage> stages(List<StageDraft> drafts) {
        if (drafts.isEmpty()
                || drafts.size() > PipelineDraft.MAX_STAGES
                || drafts.stream().anyMatch(Objects::isNull)) {
            fields.refuse("stages", "crm.pipeline.stages", Map.of("max", PipelineDraft.MAX_STAGES));
            return List.of();
        }
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            stages.add(stage("stages[" + i + "].", drafts.get(i)));
        }
        boolean decidedAnew = !known.isEmpty()
                && stages.stream().anyMatch(stage -> stage.kind() != StageKind.OPEN && !known.containsKey(stage.id()));
        if (decidedAnew || !isOrdered(stages.stream().map(Stage::kind).toList())) {
            fields.refuse("stages", "crm.pipeline.stage-kinds", Map.of());
        }
        return stages;
    }

    /** At least one open stage, then exactly one won and one lost, in whatever order. */
    private static boolean isOrdered(List<StageKind> kinds) {
        int open = kinds.size() - 2;
        return open >= 1
                && kinds.subList(0, open).stream().allMatch(kind -> kind == StageKind.OPEN)
                && Set.copyOf(kinds.subList(open, kinds.size())).equals(Set.of(StageKind.WON, StageKind.LOST));
    }

    private Stage stage(String at, StageDraft draft) {
        @Nullable Id id = draft.id();
        @Nullable Stage old = id == null ? null : known.get(id);
        if (id != null && (old == null || !seen.add(id))) {
            fields.refuse(at + "id", "crm.pipeline.stage-unknown", Map.of());
        }
        String name = name(at + "name", draft.name());
        StageKind kind = kind(at + "kind", draft.kind(), old);
        return new Stage(
                old == null ? Id.next() : old.id(),
                old == null ? key(name) : old.key(),
                name,
                kind,
                probability(at + "probability", draft.probability(), kind),
                kind == StageKind.OPEN ? idleDays(at + "idleDays", draft.idleDays()) : null);
    }

    private String name(String field, @Nullable String given) {
        String name = fields.required(field, given == null ? "" : given, PipelineDraft.MAX_NAME);
        if (!names.add(Folding.searchable(name)) && fields.isFine(field)) {
            fields.refuse(field, "crm.pipeline.stage-name-taken", Map.of("name", name));
        }
        return name;
    }

    private StageKind kind(String field, @Nullable StageKind given, @Nullable Stage old) {
        if (old == null) {
            return given == null ? StageKind.OPEN : given;
        }
        if (given != null && given != old.kind()) {
            fields.refuse(field, "crm.pipeline.stage-kind", Map.of());
        }
        return old.kind();
    }

    private int probability(String field, @Nullable Integer given, StageKind kind) {
        if (kind != StageKind.OPEN) {
            return kind == StageKind.WON ? 100 : 0;
        }
        if (given == null || given < 0 || given > 100) {
            fields.refuse(field, "crm.opportunity.probability", Map.of());
            return 0;
        }
        return given;
    }

    private @Nullable Integer idleDays(String field, @Nullable Integer given) {
        if (given != null && (given < 1 || given > PipelineDraft.MAX_IDLE_DAYS)) {
            fields.refuse(field, "crm.pipeline.idle-days", Map.of("max", PipelineDraft.MAX_IDLE_DAYS));
        }
        return given;
    }

    /** A stable name made from the one people read, unlike all others of the pipeline. */
    private String key(String name) {
        String plain = Folding.searchable(name).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String base = plain.isEmpty() ? "stage" : plain.substring(0, Math.min(MAX_KEY, plain.length()));
        String key = base;
        for (int i = 2; !keys.add(key); i++) {
            key = base + "-" + i;
        }
        return key;
    }
}
