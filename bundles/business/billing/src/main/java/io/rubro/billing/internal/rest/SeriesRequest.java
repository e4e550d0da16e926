package io.rubro.billing.internal.rest;

import io.rubro.billing.SeriesDraft;
import io.rubro.billing.SeriesKind;
import javax.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/** A series to be opened. */
public record SeriesRequest(
        @NotBlank String code,
        @Nullable String pattern,
        @Nullable Integer digits,
        @Nullable Boolean yearly,
        @Nullable SeriesKind kind) {

    SeriesDraft toDraft() {
        return new SeriesDraft(code, pattern, digits, yearly, kind);
    }
}
