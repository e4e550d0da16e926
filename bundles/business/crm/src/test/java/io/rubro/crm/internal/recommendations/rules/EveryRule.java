package io.rubro.crm.internal.recommendations.rules;

import io.rubro.crm.recommendations.RecommendationRule;
import java.util.List;

/** The rules of this house. */
public final class EveryRule {

    private EveryRule() {}

    /** All of them. */
    public static List<RecommendationRule> all() {
        return List.of(
                new Overdue(),
                new RaiseCredit(),
                new Idle(),
                new QuietOpportunity(),
                new CloseSoon(),
                new VolumeDiscount(),
                new QuarterlyMeeting(),
                new Upsell(),
                new NextInvoiceLate());
    }
}
