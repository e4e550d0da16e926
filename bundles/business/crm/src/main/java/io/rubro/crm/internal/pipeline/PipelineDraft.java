package io.rubro.crm.internal.pipeline;

import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored of a pipeline; the whole of it, also when it is updated.
 *
 * @param name 1 to 100 characters, unlike that of any other pipeline in use
 * @param standard whether opportunities go there that name none; null or false leaves the standard one as it is
 * @param stages in their order; null for the usual ones, or, in an update, for those it has
 * @param moves where the cards of a stage go that is not there any more: its id, and that of the stage they go to
 */
public record PipelineDraft(
        @Nullable String name,
        @Nullable Boolean standard,
        @Nullable List<StageDraft> stages,
        @Nullable Map<String, String> moves) {

    public static final int MAX_NAME = 100;
    public static final int MAX_STAGES = 30;
    public static final int MAX_IDLE_DAYS = 3_650;

    /**
     * A stage.
     *
     * @param id null for a new one
     * @param name 1 to 100 characters, unlike that of any other stage of the pipeline
     * @param kind null for the one it has, or an open one if it is new
     * @param probability in percent from 0 to 100; of a won or lost stage it goes without saying
     * @param idleDays from 1 to 3,650; null for never
     */
    public record StageDraft(
            @Nullable Id id,
            @Nullable String name,
            @Nullable StageKind kind,
            @Nullable Integer probability,
            @Nullable Integer idleDays) {}
}
