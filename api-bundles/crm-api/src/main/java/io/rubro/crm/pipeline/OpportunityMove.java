package io.rubro.crm.pipeline;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of an opportunity.
 *
 * @param from the stage it left; null when it was made
 * @param to the stage it entered
 * @param by who moved it, as shown to people
 * @param value what it would have brought then
 * @param probability in percent, after the move
 */
public record OpportunityMove(
        Id opportunityId,
        @Nullable Id from,
        Id to,
        StageKind kind,
        Instant at,
        String by,
        BigDecimal value,
        int probability,
        @Nullable String lostReason) {}
