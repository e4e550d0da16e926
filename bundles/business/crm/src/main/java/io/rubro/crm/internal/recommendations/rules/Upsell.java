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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * One of the best customers, or one that grows, is about to buy again, within two weeks: the moment to offer more. Once a
 * quarter.
 */
@Component
public final class Upsell implements RecommendationRule {

    static final int SOON_DAYS = 14;
    static final int ENOUGH_INVOICES = 3;

    @Override
    public String id() {
        return "crm.upsell";
    }

    @Override
    public Optional<Advice> advise(CustomerFile file) {
        Health health = file.health();
        @Nullable LocalDate next = health.nextInvoice();
        boolean promising = Customers.isTop(file) || health.growth() == Level.HIGH;
        if (next == null
                || !promising
                || health.invoices() < ENOUGH_INVOICES
                || !Customers.maySell(file)
                || next.isBefore(file.today())
                || next.isAfter(file.today().plusDays(SOON_DAYS))) {
            return Optional.empty();
        }
        Map<String, Object> args = new HashMap<>(Map.of("next", next));
        if (health.meanInvoice() != null) {
            args.put("mean", Customers.amount(file, health.meanInvoice()));
        }
        return Optional.of(new Advice(
                Priority.OPPORTUNITY,
                "crm.advice.upsell",
                args,
                occasion(next.withDayOfMonth(1).withMonth((next.getMonthValue() - 1) / 3 * 3 + 1)),
                new Plan(InteractionType.CALL, 0)));
    }
}
