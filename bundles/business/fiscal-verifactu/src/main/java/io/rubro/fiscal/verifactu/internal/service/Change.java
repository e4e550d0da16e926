package io.rubro.fiscal.verifactu.internal.service;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a corrected record says otherwise; what is null stays. Number, dates of issue and amounts are no matter of a
 * correction: they need a corrective invoice.
 *
 * @param description at most 500 characters
 * @param lines lines of the breakdown whose scheme or treatment changes
 */
public record Change(
        @Nullable NewRecipient recipient,
        @Nullable String description,
        @Nullable LocalDate operationDate,
        List<NewLine> lines) {

    /** Nothing. */
    public static final Change NONE = new Change(null, null, null, List.of());

    public Change {
        lines = List.copyOf(lines);
    }

    /** Whether it changes nothing. */
    boolean empty() {
        return recipient == null && description == null && operationDate == null && lines.isEmpty();
    }

    /**
     * Whom the invoice is for.
     *
     * @param id a NIF, or an identifier of the type
     * @param idType list L7: 02 VAT number, 03 passport, 04 official id of the country, 05 residence certificate, 06 other,
     *     07 not in the census; null for a NIF
     * @param country ISO 3166 alpha-2; null for a NIF or a VAT number
     */
    public record NewRecipient(String name, String id, @Nullable String idType, @Nullable String country) {}

    /**
     * A line of the breakdown.
     *
     * @param index from 0
     * @param scheme list L8; null to leave it
     * @param treatment list L9 or L10; null to leave it
     */
    public record NewLine(int index, @Nullable String scheme, @Nullable String treatment) {}
}
