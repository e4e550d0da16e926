package io.rubro.crm.recommendations;

import io.rubro.platform.ids.Id;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a customer, in the language of the caller.
 *
 * @param rule the {@linkplain RecommendationRule#id() rule} that advises it
 * @param subject what tells it apart from others of the rule and contact; null if there is but one
 * @param title what to do: «ALERTA: en riesgo de impago (45 días sin pagar)»
 * @param reason why, with the evidence
 * @param action what can be done at once
 * @param plannedFor the day the action would be planned for; null if it plans nothing
 */
public record Recommendation(
        Id contactId,
        String contactName,
        String rule,
        @Nullable Id subject,
        Priority priority,
        String title,
        String reason,
        Advice.Action action,
        @Nullable LocalDate plannedFor) {}
