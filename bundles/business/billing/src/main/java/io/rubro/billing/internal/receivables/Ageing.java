package io.rubro.billing.internal.receivables;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * How old the debts of customers are.
 *
 * @param on the day it is told for
 * @param total of all customers
 * @param customers those who owe or have credit, the one who owes most first
 */
public record Ageing(LocalDate on, String currency, Buckets total, List<Debtor> customers) {

    public Ageing {
        customers = List.copyOf(customers);
    }

    /** What a customer owes. */
    public record Debtor(String customer, String name, Buckets owes) {}

    /**
     * What is owed, by how long it has been due.
     *
     * @param notDue due on the day or later
     * @param to30 1 to 30 days late
     * @param to60 31 to 60
     * @param to90 61 to 90
     * @param beyond more than 90
     * @param credit what the customer has with us: receipts without an invoice and open credit notes; zero or less
     * @param total the sum of all
     */
    public record Buckets(
            BigDecimal notDue,
            BigDecimal to30,
            BigDecimal to60,
            BigDecimal to90,
            BigDecimal beyond,
            BigDecimal credit,
            BigDecimal total) {

        private static final BigDecimal NONE = BigDecimal.ZERO.setScale(2);

        static Buckets none() {
            return new Buckets(NONE, NONE, NONE, NONE, NONE, NONE, NONE);
        }

        static Buckets of(OpenItem item) {
            BigDecimal open = item.open();
            if (open.signum() < 0) {
                return credit(open.negate());
            }
            long late = item.daysLate();
            return new Buckets(
                    late <= 0 ? open : NONE,
                    late > 0 && late <= 30 ? open : NONE,
                    late > 30 && late <= 60 ? open : NONE,
                    late > 60 && late <= 90 ? open : NONE,
                    late > 90 ? open : NONE,
                    NONE,
                    open);
        }

        /** @param amount above zero */
        static Buckets credit(BigDecimal amount) {
            return new Buckets(NONE, NONE, NONE, NONE, NONE, amount.negate(), amount.negate());
        }

        Buckets plus(Buckets other) {
            return new Buckets(
                    notDue.add(other.notDue),
                    to30.add(other.to30),
                    to60.add(other.to60),
                    to90.add(other.to90),
                    beyond.add(other.beyond),
                    credit.add(other.credit),
                    total.add(other.total));
        }
    }
}
