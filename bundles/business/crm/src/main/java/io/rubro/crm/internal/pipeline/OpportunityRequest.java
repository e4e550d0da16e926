package io.rubro.crm.internal.pipeline;

import io.rubro.crm.pipeline.OpportunityDraft;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import javax.validation.constraints.Max;
import javax.validation.constraints.Min;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.PositiveOrZero;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity as a client sends it; what is absent is empty. The meaning of the fields is checked by the service.
 *
 * @param lostReason required if it is put into a lost stage thereby
 */
public record OpportunityRequest(
        @NotNull Id contactId,
        @Nullable Id stageId,
        @NotBlank @Size(max = OpportunityDraft.MAX_TITLE) String title,
        @Size(max = OpportunityDraft.MAX_DESCRIPTION) @Nullable String description,
        @NotNull @PositiveOrZero BigDecimal value,
        @Nullable String currency,
        @Min(0) @Max(100) @Nullable Integer probability,
        @Nullable LocalDate expectedClose,
        @Nullable Id owner,
        @Size(max = OpportunityDraft.MAX_SOURCE) @Nullable String source,
        @Size(max = OpportunityDraft.MAX_LOST_REASON) @Nullable String lostReason) {

    OpportunityDraft toDraft() {
        return new OpportunityDraft(
                contactId, stageId, title, description, value, currency, probability, expectedClose, owner, source);
    }
}
