package io.rubro.fiscal.verifactu.internal.model;

import org.jspecify.annotations.Nullable;

/**
 * How a record stands to what the authority has of its invoice already: the validations, annex 6.
 *
 * @param correction {@code Subsanacion}: S if it takes the place of an earlier record of issue
 * @param rejection {@code RechazoPrevio}: S if such a record was refused before, X if the authority has none at all
 * @param withoutRecord {@code SinRegistroPrevio}: S for a cancellation of what the authority never had
 */
public record Operation(@Nullable String correction, @Nullable String rejection, @Nullable String withoutRecord) {

    /** The first record of an invoice, or the cancellation of one the authority has. */
    public static final Operation PLAIN = new Operation(null, null, null);
    /** A record of issue after the first was refused, or that was never sent. */
    public static final Operation ISSUE_UNKNOWN = new Operation("S", "X", null);
    /** A correction of what the authority has. */
    public static final Operation CORRECTION = new Operation("S", null, null);
    /** A correction after a refused one. */
    public static final Operation CORRECTION_AGAIN = new Operation("S", "S", null);
    /** A cancellation after a refused one. */
    public static final Operation CANCELLATION_AGAIN = new Operation(null, "S", null);
    /** A cancellation of what the authority never had. */
    public static final Operation CANCELLATION_UNKNOWN = new Operation(null, null, "S");
    /** As {@link #CANCELLATION_UNKNOWN}, after a refused one. */
    public static final Operation CANCELLATION_UNKNOWN_AGAIN = new Operation(null, "S", "S");
}
