package io.rubro.crm;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored of an interaction; the whole of it, also when it is updated. Texts are trimmed and blank ones
 * count as absent.
 *
 * @param title 1 to 200 characters
 * @param description at most 4,000 characters
 * @param at when it happened or is due, in the years 1900 to 9999
 * @param minutes its length, from 1 to 1,440
 * @param participants at most 300 characters
 * @param done whether it happened
 * @param amount of a sale or payment: not negative, at most two decimals and thirteen digits before them; of other types
 *     absent
 * @param currency ISO 4217; if absent, an amount is in the organisation's own currency
 */
public record InteractionDraft(
        InteractionType type,
        String title,
        @Nullable String description,
        Instant at,
        @Nullable Integer minutes,
        @Nullable String participants,
        boolean done,
        @Nullable BigDecimal amount,
        @Nullable String currency) {

    public static final int MAX_TITLE = 200;
    public static final int MAX_DESCRIPTION = 4_000;
    public static final int MAX_MINUTES = 1_440;
    public static final int MAX_PARTICIPANTS = 300;
}
