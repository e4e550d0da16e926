package io.rubro.crm.pipeline;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored of an opportunity; the whole of it, also when it is updated. Texts are trimmed and blank ones
 * count as absent.
 *
 * @param contactId whose; cannot be changed later
 * @param stageId null for the first stage of the standard pipeline, or, in an update, for the one it is in
 * @param title 1 to 200 characters
 * @param description at most 4,000 characters
 * @param value at most two decimals and thirteen digits before them, not negative
 * @param currency ISO 4217; null for the organisation's own
 * @param probability in percent from 0 to 100; null for the stage's
 * @param source at most 100 characters
 */
public record OpportunityDraft(
        Id contactId,
        @Nullable Id stageId,
        String title,
        @Nullable String description,
        BigDecimal value,
        @Nullable String currency,
        @Nullable Integer probability,
        @Nullable LocalDate expectedClose,
        @Nullable Id owner,
        @Nullable String source) {

    public static final int MAX_TITLE = 200;
    public static final int MAX_DESCRIPTION = 4_000;
    public static final int MAX_SOURCE = 100;
    public static final int MAX_LOST_REASON = 300;
}
