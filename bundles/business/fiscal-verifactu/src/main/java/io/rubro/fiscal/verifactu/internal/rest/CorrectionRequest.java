package io.rubro.fiscal.verifactu.internal.rest;

import io.rubro.fiscal.verifactu.internal.service.Change;
import java.time.LocalDate;
import java.util.List;
import javax.validation.Valid;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Pattern;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A correction; what is absent stays as it is.
 *
 * @param operationDate the day of the operation
 * @param lines lines of the breakdown whose scheme or treatment changes
 */
public record CorrectionRequest(
        @Valid @Nullable Recipient recipient,
        @Size(max = 500) @Nullable String description,
        @Nullable LocalDate operationDate,
        @Valid @Size(max = 12) @Nullable List<@NotNull Line> lines) {

    /**
     * Whom the invoice is for.
     *
     * @param id a NIF, or an identifier of the type
     * @param idType 02 VAT number, 03 passport, 04 official id of the country, 05 residence certificate, 06 other, 07 not in
     *     the census; absent for a NIF
     * @param country ISO 3166 alpha-2; absent for a NIF or a VAT number
     */
    public record Recipient(
            @NotBlank @Size(max = 120) String name,
            @NotBlank @Size(max = 20) String id,
            @Pattern(regexp = "|0[2-7]") @Nullable String idType,
            @Size(max = 2) @Nullable String country) {}

    /**
     * A line of the breakdown.
     *
     * @param index from 0
     */
    public record Line(
            @NotNull Integer index,
            @Size(max = 2) @Nullable String scheme,
            @Size(max = 2) @Nullable String treatment) {}

    Change toChange() {
        return new Change(
                recipient == null
                        ? null
                        : new Change.NewRecipient(recipient.name, recipient.id, recipient.idType, recipient.country),
                description == null || description.isBlank() ? null : description,
                operationDate,
                lines == null
                        ? List.of()
                        : lines.stream()
                                .map(line -> new Change.NewLine(line.index, line.scheme, line.treatment))
                                .toList());
    }
}
