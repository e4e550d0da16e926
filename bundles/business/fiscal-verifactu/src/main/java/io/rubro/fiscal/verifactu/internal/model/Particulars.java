package io.rubro.fiscal.verifactu.internal.model;

import org.jspecify.annotations.Nullable;

/**
 * What only some invoices have to say.
 *
 * @param operationDate {@code FechaOperacion}, {@code dd-mm-yyyy}; null if it was the issue date
 * @param qualifiedSimplified {@code FacturaSimplificadaArt7273}: S for a simplified invoice that names its recipient (RD
 *     1619/2012, articles 7.2 and 7.3)
 * @param unidentifiedRecipient {@code FacturaSinIdentifDestinatarioArt61d}: S for a complete one that need not (article
 *     6.1.d)
 * @param large {@code Macrodato}: S from 100 million euros on
 */
public record Particulars(
        @Nullable String operationDate,
        @Nullable String qualifiedSimplified,
        @Nullable String unidentifiedRecipient,
        @Nullable String large) {

    /** Nothing of it. */
    public static final Particulars NONE = new Particulars(null, null, null, null);
}
