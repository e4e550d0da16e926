package io.rubro.billing.internal.receivables;

import io.rubro.billing.internal.receivables.PaymentTerm.Due;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules of instalments that are written out; each refuses with 422. */
final class PlanCheck {

    private static final int MAX_PARTS = 36;

    private PlanCheck() {}

    /** Refuses instalments that are not one after the other, or before the issue date. */
    static void order(List<Due> dues, @Nullable LocalDate issued) {
        if (dues.size() > MAX_PARTS) {
            throw ProblemException.invalid("instalments", "billing.term.parts", Map.of("max", MAX_PARTS));
        }
        @Nullable LocalDate before = null;
        for (int i = 0; i < dues.size(); i++) {
            Due due = dues.get(i);
            @Nullable LocalDate date = due.dueDate();
            String at = "instalments[" + i + "].";
            if (date == null
                    || (issued != null && date.isBefore(issued))
                    || (before != null && !date.isAfter(before))) {
                throw ProblemException.invalid(at + "dueDate", "billing.plan.order");
            }
            before = date;
            @Nullable BigDecimal amount = due.amount();
            if (amount == null
                    || amount.signum() == 0
                    || amount.stripTrailingZeros().scale() > 2) {
                throw ProblemException.invalid(at + "amount", "billing.plan.amount");
            }
        }
    }

    /** Refuses instalments that do not add up to what is to be paid, or go against it. */
    static void sum(List<Due> dues, BigDecimal payable) {
        BigDecimal sum =
                dues.stream().map(Due::amount).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean against = dues.stream().anyMatch(due -> due.amount().signum() != payable.signum());
        if (sum.compareTo(payable) != 0 || against) {
            throw ProblemException.invalid("instalments", "billing.plan.sum", Map.of("sum", sum, "payable", payable));
        }
    }
}
