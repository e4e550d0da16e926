package io.rubro.crm.internal.recommendations.rules;

import io.rubro.crm.ContactStatus;
import io.rubro.crm.InteractionType;
import io.rubro.crm.health.Health;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.recommendations.Advice;
import io.rubro.crm.recommendations.Advice.Action.Plan;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.crm.recommendations.Priority;
import io.rubro.crm.recommendations.RecommendationRule;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * An opportunity of high value, at least a thousand and no less than the customer's mean invoice, for which nothing was done
 * for longer than its stage allows.
 */
@Component
public final class QuietOpportunity implements RecommendationRule {

    static final BigDecimal HIGH_VALUE = new BigDecimal("1000.00");

    @Override
    public String id() {
        return "crm.quiet-opportunity";
    }

    @Override
    public Optional<Advice> advise(CustomerFile file) {
        if (file.contact().status() == ContactStatus.BLOCKED) {
            return Optional.empty();
        }
        return file.openOpportunities().stream()
                .filter(opportunity -> isOfHighValue(opportunity, file.health()))
                .filter(opportunity -> Customers.isQuiet(file, opportunity))
                .findFirst()
                .map(opportunity -> new Advice(
                        Priority.ALERT,
                        "crm.advice.quiet-opportunity",
                        Map.of(
                                "title", opportunity.title(),
                                "value", Customers.value(opportunity),
                                "probability", opportunity.probability(),
                                "days", Customers.quietDays(file, opportunity),
                                "stage", file.stageOf(opportunity).orElseThrow().name()),
                        opportunity.id(),
                        new Plan(InteractionType.CALL, 0)));
    }

    private static boolean isOfHighValue(Opportunity opportunity, Health health) {
        boolean comparable = health.meanInvoice() != null && health.currency().equals(opportunity.currency());
        return opportunity.value().compareTo(HIGH_VALUE) >= 0
                && (!comparable || opportunity.value().compareTo(health.meanInvoice()) >= 0);
    }
}
