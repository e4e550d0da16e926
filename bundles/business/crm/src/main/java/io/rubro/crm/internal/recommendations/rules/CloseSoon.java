package io.rubro.crm.internal.recommendations.rules;

import io.rubro.crm.ContactStatus;
import io.rubro.crm.InteractionType;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.recommendations.Advice;
import io.rubro.crm.recommendations.Advice.Action.Plan;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.crm.recommendations.Priority;
import io.rubro.crm.recommendations.RecommendationRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * An opportunity that will probably be won, at sixty in a hundred or more, to be decided within thirty days or on no known
 * day: it is followed up. One that has gone quiet is left to its own rule.
 */
@Component
public final class CloseSoon implements RecommendationRule {

    static final int HIGH_PROBABILITY = 60;
    static final int SOON_DAYS = 30;

    @Override
    public String id() {
        return "crm.close-soon";
    }

    @Override
    public Optional<Advice> advise(CustomerFile file) {
        if (file.contact().status() == ContactStatus.BLOCKED) {
            return Optional.empty();
        }
        return file.openOpportunities().stream()
                .filter(opportunity -> opportunity.probability() >= HIGH_PROBABILITY)
                .filter(opportunity -> opportunity.expectedClose() == null
                        || -file.daysSince(opportunity.expectedClose()) <= SOON_DAYS)
                .filter(opportunity -> !Customers.isQuiet(file, opportunity))
                .findFirst()
                .map(CloseSoon::advice);
    }

    private static Advice advice(Opportunity opportunity) {
        Map<String, Object> args = new HashMap<>(Map.of(
                "title", opportunity.title(),
                "value", Customers.value(opportunity),
                "probability", opportunity.probability()));
        if (opportunity.expectedClose() != null) {
            args.put("close", opportunity.expectedClose());
        }
        return new Advice(
                Priority.OPPORTUNITY,
                opportunity.expectedClose() == null ? "crm.advice.follow-up" : "crm.advice.close-soon",
                args,
                opportunity.id(),
                new Plan(InteractionType.CALL, 1));
    }
}
