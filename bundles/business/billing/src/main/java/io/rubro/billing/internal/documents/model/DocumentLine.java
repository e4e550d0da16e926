package io.rubro.billing.internal.documents.model;

import io.rubro.billing.Tax;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;

/**
 * One line of a document.
 *
 * @param id stays the same while the line stays in the document
 * @param quantity above zero
 * @param unitPrice before discount; with tax if the terms say so
 * @param discountPercent 0 if there is none
 * @param taxRate in percent
 * @param amount quantity × price less discount, rounded to two decimals to be shown
 * @param converted how much of the quantity was made into other documents
 * @param open {@code quantity - converted}
 */
public record DocumentLine(
        Id id,
        String description,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal discountPercent,
        BigDecimal taxRate,
        BigDecimal amount,
        Tax tax,
        BigDecimal converted,
        BigDecimal open) {}
