package io.rubro.crm.pipeline;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity was made ({@code from} is null) or entered another stage.
 *
 * @param value two decimals
 * @param currency ISO 4217
 * @param probability in percent from 0 to 100
 */
@EventType("crm.opportunity.moved")
public record OpportunityMoved(
        Id opportunityId,
        Id contactId,
        String title,
        @Nullable Id from,
        Id to,
        StageKind kind,
        BigDecimal value,
        String currency,
        int probability)
        implements DomainEvent {

    @Override
    public Id aggregate() {
        return opportunityId;
    }
}
