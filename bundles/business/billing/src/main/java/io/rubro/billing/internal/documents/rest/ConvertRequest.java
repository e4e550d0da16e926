package io.rubro.billing.internal.documents.rest;

import io.rubro.billing.internal.documents.model.Part;
import io.rubro.billing.internal.documents.model.Target;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.util.List;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a document is to be made into.
 *
 * @param lines how much of which lines; absent for all that is open
 * @param open whether the new document gets its number at once; absent for no
 */
public record ConvertRequest(
        @NotNull Target target,
        @Nullable @Size(max = 1000) List<@NotNull @Valid PartRequest> lines,
        @Nullable Boolean open) {

    /** So much of a line. */
    public record PartRequest(@NotNull Id lineId, @NotNull BigDecimal quantity) {}

    List<Part> parts() {
        return lines == null
                ? List.of()
                : lines.stream()
                        .map(part -> new Part(part.lineId(), part.quantity()))
                        .toList();
    }

    boolean opens() {
        return open != null && open;
    }

    /** Documents to be made into one invoice. */
    public record MergeRequest(@NotNull @Size(min = 1, max = 100) List<@NotNull Id> documents) {}
}
