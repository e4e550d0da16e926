package io.rubro.billing;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FiscalRegime} made of an invoice: what must be shown, printed or handed over with it.
 *
 * @param regime the regime's {@link FiscalRegime#id()}
 * @param kind the authority's code for this sort of document: {@code F1}
 * @param generatedAt when the record was made, to the second, with the offset of the organisation's time zone
 * @param hash the record's fingerprint, where the regime has one
 * @param previousHash the fingerprint of the record before it; null for the first of a chain
 * @param chainPosition its place in the chain, from 1
 * @param qrUrl what the QR code on the document says
 * @param legend the words the law wants beside the QR code; null for none
 * @param state what the authority knows of it: at first as the regime says, then as it answers ({@link FiscalStateChanged})
 */
public record FiscalSeal(
        String regime,
        String kind,
        OffsetDateTime generatedAt,
        @Nullable String hash,
        @Nullable String previousHash,
        @Nullable Long chainPosition,
        @Nullable String qrUrl,
        @Nullable String legend,
        FiscalState state) {}
