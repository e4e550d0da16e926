package io.rubro.crm.internal.recommendations.rules;

import io.rubro.crm.InteractionType;
import io.rubro.crm.health.Health;
import io.rubro.crm.health.Level;
import io.rubro.crm.recommendations.Advice;
import io.rubro.crm.recommendations.Advice.Action.Plan;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.crm.recommendations.Priority;
import io.rubro.crm.recommendations.RecommendationRule;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Whoever has paid at least five invoices, all of them on time and within twenty days, may be trusted with more. */
@Component
public final class RaiseCredit implements RecommendationRule {

    static final int FAST_DAYS = 20;
    static final int ENOUGH_INVOICES = 5;

    @Override
    public String id() {
        return "crm.raise-credit";
    }

    @Override
    public Optional<Advice> advise(CustomerFile file) {
        Health health = file.health();
        int paid = health.invoices() - health.unpaidInvoices();
        boolean fast = health.daysToPay() != null && health.daysToPay() <= FAST_DAYS;
        boolean punctual = health.onTimePercent() != null && health.onTimePercent() == 100;
        if (!fast
                || !punctual
                || paid < ENOUGH_INVOICES
                || health.defaultRisk() != Level.LOW
                || !Customers.maySell(file)) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                Priority.OPPORTUNITY,
                "crm.advice.raise-credit",
                Map.of("days", health.daysToPay(), "paid", paid),
                null,
                new Plan(InteractionType.TASK, 1)));
    }
}
