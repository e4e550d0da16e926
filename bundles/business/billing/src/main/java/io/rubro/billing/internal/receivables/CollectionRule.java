package io.rubro.billing.internal.receivables;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How an organisation collects.
 *
 * @param reminders whether reminders are proposed
 * @param automatic whether they are handed over at once instead of waiting for a person
 * @param interest which rate late interest is computed with
 * @param ownRate percent a year, with {@link Interest#OWN}
 * @param compensation a fixed sum for the costs of collection per late invoice (Ley 3/2004, article 8: 40 €); null for none
 */
public record CollectionRule(
        boolean reminders,
        boolean automatic,
        Interest interest,
        @Nullable BigDecimal ownRate,
        @Nullable BigDecimal compensation) {

    /** What holds until somebody decides otherwise. */
    static final CollectionRule UNDECIDED = new CollectionRule(true, false, Interest.NONE, null, null);

    /** Where the rate of late interest comes from. */
    public enum Interest {
        /** No interest is computed. */
        NONE,
        /** The legal rate between businesses, as it changes. */
        LEGAL,
        /** A rate agreed on with the customers. */
        OWN
    }
}
