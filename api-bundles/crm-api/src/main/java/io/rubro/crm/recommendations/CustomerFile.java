package io.rubro.crm.recommendations;

import io.rubro.crm.Contact;
import io.rubro.crm.Interaction;
import io.rubro.crm.health.Health;
import io.rubro.crm.pipeline.Opportunity;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is shown of a customer.
 *
 * @param today in the organisation's time zone
 * @param openOpportunities the most valuable first
 * @param lastInteraction the newest that is done and was written by a person; null if there is none
 */
public record CustomerFile(
        Contact contact,
        Health health,
        List<Opportunity> openOpportunities,
        @Nullable Interaction lastInteraction,
        LocalDate today) {

    public CustomerFile {
        openOpportunities = List.copyOf(openOpportunities);
    }
}
