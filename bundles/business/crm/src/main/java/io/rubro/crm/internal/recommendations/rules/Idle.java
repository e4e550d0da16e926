package io.rubro.crm.internal.recommendations.rules;

import static io.rubro.crm.recommendations.Advice.occasion;

import io.rubro.crm.ContactStatus;
import io.rubro.crm.InteractionType;
import io.rubro.crm.health.Health;
import io.rubro.crm.recommendations.Advice;
import io.rubro.crm.recommendations.Advice.Action.Plan;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.crm.recommendations.Priority;
import io.rubro.crm.recommendations.RecommendationRule;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** The customer stopped buying: three months, or more than twice its usual pause. Each last purchase is an occasion of its own. */
@Component
public final class Idle implements RecommendationRule {

    @Override
    public String id() {
        return "crm.idle";
    }

    @Override
    public Optional<Advice> advise(CustomerFile file) {
        Health health = file.health();
        @Nullable LocalDate last = health.lastInvoice();
        if (last == null || !Customers.isIdle(file) || file.contact().status() == ContactStatus.BLOCKED) {
            return Optional.empty();
        }
        Map<String, Object> args = new HashMap<>();
        args.put("days", file.daysSince(last));
        args.put("last", last);
        args.put("value", Customers.amount(file, health.lifetimeValue()));
        @Nullable Integer usual = health.frequencyDays();
        if (usual != null) {
            args.put("usual", usual);
        }
        return Optional.of(new Advice(
                Priority.OPPORTUNITY,
                usual == null ? "crm.advice.idle" : "crm.advice.idle-usual",
                args,
                occasion(last),
                new Plan(InteractionType.EMAIL, 0)));
    }
}
