package io.rubro.crm.internal.rest;

import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import java.math.BigDecimal;
import java.time.Instant;
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
        @Nullable String currency) {

    InteractionDraft toDraft() {
        return new InteractionDraft(type, title, description, at, minutes, participants, done, amount, currency);
    }
}
