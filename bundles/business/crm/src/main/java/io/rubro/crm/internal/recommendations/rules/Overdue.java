package io.rubro.crm.internal.recommendations.rules;

import static io.rubro.crm.recommendations.Advice.occasion;

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

/** Money is late: a week past its due date, or a day if the risk is high. Each oldest due date is an occasion of its own. */
@Component
public final class Overdue implements RecommendationRule {

    /** How late a customer may be before anybody calls. */
    static final int GRACE_DAYS = 7;

    @Override
    public String id() {
        return "crm.overdue";
    }

    @Override
    public Optional<Advice> advise(CustomerFile file) {
        Health health = file.health();
        int late = health.overdueDays();
        int grace = health.defaultRisk() == Level.HIGH ? 0 : GRACE_DAYS;
        if (late <= grace || health.overdue().signum() <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                Priority.ALERT,
                "crm.advice.overdue",
                Map.of(
                        "days", late,
                        "since", file.today().minusDays(late),
                        "overdue", Customers.amount(file, health.overdue()),
                        "balance", Customers.amount(file, health.balance()),
                        "unpaid", health.unpaidInvoices()),
                occasion(file.today().minusDays(late)),
                new Plan(InteractionType.CALL, 0)));
    }
}
