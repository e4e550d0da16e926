package io.rubro.crm.internal.recommendations.rules;

import static io.rubro.crm.recommendations.Advice.occasion;

import io.rubro.crm.InteractionType;
import io.rubro.crm.health.Health;
import io.rubro.crm.recommendations.Advice;
import io.rubro.crm.recommendations.Advice.Action.Plan;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.crm.recommendations.Priority;
import io.rubro.crm.recommendations.RecommendationRule;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * The purchase that was expected did not come, by half the usual pause and a week at least. Who has stopped buying altogether
 * is left to the rule for idle customers.
 */
@Component
public final class NextInvoiceLate implements RecommendationRule {

    static final int LEAST_DAYS = 7;
    static final int ENOUGH_INVOICES = 3;

    @Override
    public String id() {
        return "crm.next-invoice-late";
    }

    @Override
    public Optional<Advice> advise(CustomerFile file) {
        Health health = file.health();
        @Nullable LocalDate next = health.nextInvoice();
        @Nullable Integer usual = health.frequencyDays();
        if (next == null
                || usual == null
                || health.invoices() < ENOUGH_INVOICES
                || file.daysSince(next) < Math.max(LEAST_DAYS, usual / 2)
                || Customers.isIdle(file)
                || !Customers.maySell(file)) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                Priority.OPPORTUNITY,
                "crm.advice.next-invoice-late",
                Map.of("days", file.daysSince(next), "next", next, "usual", usual),
                occasion(next),
                new Plan(InteractionType.CALL, 0)));
    }
}
