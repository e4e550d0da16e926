package io.rubro.crm.internal.interactions;

import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import javax.validation.constraints.Max;
import javax.validation.constraints.Min;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.PositiveOrZero;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** An interaction as a client sends it; what is absent is empty. The meaning of the fields is checked by the service. */
public record InteractionRequest(
        @NotNull InteractionType type,
        @NotBlank @Size(max = InteractionDraft.MAX_TITLE) String title,
        @Size(max = InteractionDraft.MAX_DESCRIPTION) @Nullable String description,
        @NotNull Instant at,
        @Min(1) @Max(InteractionDraft.MAX_MINUTES) @Nullable Integer minutes,
        @Size(max = InteractionDraft.MAX_PARTICIPANTS) @Nullable String participants,
        @NotNull Boolean done,
        @PositiveOrZero @Nullable BigDecimal amount,
        @Nullable String currency,
        @Size(max = InteractionDraft.MAX_OUTCOME) @Nullable String outcome,
        @Nullable Id assigneeId,
        @Size(max = InteractionDraft.MAX_PEOPLE) @Nullable List<@NotNull Id> people,
        @Nullable Id opportunityId,
        @Min(0) @Max(InteractionDraft.MAX_REMIND_MINUTES) @Nullable Integer remindMinutes) {

    /** What it says, to be checked by the service. */
    public InteractionDraft toDraft() {
        return new InteractionDraft(
                type,
                title,
                description,
                at,
                minutes,
                participants,
                done,
                amount,
                currency,
                outcome,
                assigneeId,
                people == null ? List.of() : people,
                opportunityId,
                remindMinutes);
    }
}
