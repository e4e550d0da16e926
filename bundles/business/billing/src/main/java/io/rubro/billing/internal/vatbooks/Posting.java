package io.rubro.billing.internal.vatbooks;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What one document adds to one sort of operation.
 *
 * @param key the sort: {@code general:21}, {@code ded:current:10}, {@code intra:goods:21}
 * @param issued whether the document is one of ours
 * @param date when the tax accrued, or is deducted
 */
public record Posting(
        String key,
        boolean issued,
        Id documentId,
        String number,
        LocalDate date,
        String name,
        BigDecimal base,
        BigDecimal tax) {}
