package io.rubro.crm.pipeline;

import io.rubro.platform.ids.Id;
import org.jspecify.annotations.Nullable;

/**
 * A step of a pipeline.
 *
 * @param key a stable name within the pipeline, {@code proposal}; of the stages every organisation starts with:
 *     {@code initial}, {@code qualification}, {@code demo}, {@code proposal}, {@code negotiation}, {@code won}, {@code lost}
 * @param name what people read
 * @param probability of being won, in percent from 0 to 100, that an opportunity gets when it enters; 100 in a won stage, 0
 *     in a lost one
 * @param idleDays after how many days without a move or interaction an opportunity counts as gone quiet; null for never
 */
public record Stage(Id id, String key, String name, StageKind kind, int probability, @Nullable Integer idleDays) {}
