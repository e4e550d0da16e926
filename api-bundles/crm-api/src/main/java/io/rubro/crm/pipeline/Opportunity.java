package io.rubro.crm.pipeline;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something a contact may buy.
 *
 * @param contactName the name of its contact, who may be archived
 * @param kind of its stage
 * @param value what it would bring, two decimals, not negative
 * @param currency ISO 4217
 * @param probability of being won, in percent from 0 to 100
 * @param expectedClose the day it is expected to be decided; null if nobody knows
 * @param owner the user who follows it; null for nobody
 * @param source the campaign or channel it came from; null if unknown
 * @param lostReason why it was lost; null unless it is
 * @param closedOn the day it was won or lost; null while it is open
 * @param rank its place in the column of its stage, ascending
 * @param movedAt when it entered its stage
 */
public record Opportunity(
        Id id,
        Id contactId,
        String contactName,
        Id pipelineId,
        Id stageId,
        StageKind kind,
        String title,
        @Nullable String description,
        BigDecimal value,
        String currency,
        int probability,
        @Nullable LocalDate expectedClose,
        @Nullable Id owner,
        @Nullable String source,
        @Nullable String lostReason,
        @Nullable LocalDate closedOn,
        long rank,
        Instant movedAt,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {}
