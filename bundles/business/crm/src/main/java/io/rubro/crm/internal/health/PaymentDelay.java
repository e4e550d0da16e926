package io.rubro.crm.internal.health;

import java.util.List;

/**
 * How many days after the due date an invoice is likely to be paid: the median delay of the customer's newest paid
 * invoices, drawn to the median of the organisation the more the fewer there are. With {@code n} invoices of the
 * customer's own, these weigh {@code n / (n + 5)}.
 */
final class PaymentDelay {

    /** So many invoices of one's own weigh as much as all others together. */
    static final int PRIOR = 5;

    private PaymentDelay() {}

    /**
     * The delay in days, rounded; negative if payment is likely before the due date.
     *
     * @param own delays of the customer's newest paid invoices, at most {@value Tally#DELAYS}
     * @param usual the median delay in the organisation
     */
    static int expected(List<Integer> own, int usual) {
        if (own.isEmpty()) {
            return usual;
        }
        double weight = (double) own.size() / (own.size() + PRIOR);
        return (int) Math.round(weight * Medians.of(own) + (1 - weight) * usual);
    }
}
