package io.rubro.crm.internal.recommendations.rules;

import io.rubro.crm.InteractionType;
import io.rubro.crm.health.Grade;
import io.rubro.crm.health.Health;
import io.rubro.crm.recommendations.Advice;
import io.rubro.crm.recommendations.Advice.Action.Plan;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.crm.recommendations.Priority;
import io.rubro.crm.recommendations.RecommendationRule;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** One of the best customers, with ten invoices or more and nothing overdue: a discount keeps it. */
@Component
public final class VolumeDiscount implements RecommendationRule {

    static final int MANY_INVOICES = 10;

    @Override
    public String id() {
        return "crm.volume-discount";
    }

    @Override
    public Optional<Advice> advise(CustomerFile file) {
        Health health = file.health();
        if (!Customers.isTop(file) || health.invoices() < MANY_INVOICES || !Customers.maySell(file)) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                Priority.ADVICE,
                health.grade() == Grade.EXCELLENT ? "crm.advice.volume-discount" : "crm.advice.volume-discount-top",
                Map.of("invoices", health.invoices(), "value", Customers.amount(file, health.lifetimeValue())),
                null,
                new Plan(InteractionType.TASK, 1)));
    }
}
