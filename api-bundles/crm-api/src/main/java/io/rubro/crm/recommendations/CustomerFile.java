package io.rubro.crm.recommendations;

import io.rubro.crm.Contact;
import io.rubro.crm.Interaction;
import io.rubro.crm.health.Health;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.Stage;
import io.rubro.platform.ids.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is shown of a customer.
 *
 * @param openOpportunities the most valuable first
 * @param stages those the open opportunities are in, by their id
 * @param lastInteraction the newest that is done and was written by a person; null if there is none
 * @param lastMeeting the newest meeting that is done; null if there is none
 * @param planned what is still to be done with the customer, the soonest first, at most twenty
 * @param today in the organisation's time zone
 * @param zone the organisation's time zone
 */
public record CustomerFile(
        Contact contact,
        Health health,
        List<Opportunity> openOpportunities,
        Map<Id, Stage> stages,
        @Nullable Interaction lastInteraction,
        @Nullable Interaction lastMeeting,
        List<Interaction> planned,
        LocalDate today,
        ZoneId zone) {

    public CustomerFile {
        openOpportunities = List.copyOf(openOpportunities);
        stages = Map.copyOf(stages);
        planned = List.copyOf(planned);
    }

    /** The stage of an open opportunity; empty if its pipeline was put away. */
    public Optional<Stage> stageOf(Opportunity opportunity) {
        return Optional.ofNullable(stages.get(opportunity.stageId()));
    }

    /** The day of a moment in the organisation's time zone. */
    public LocalDate day(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }

    /** Whole days from a day until today; negative if it lies ahead. */
    public long daysSince(LocalDate day) {
        return ChronoUnit.DAYS.between(day, today);
    }

    /** The same customer without an opportunity. */
    public CustomerFile without(Id opportunity) {
        return new CustomerFile(
                contact,
                health,
                openOpportunities.stream()
                        .filter(other -> !other.id().equals(opportunity))
                        .toList(),
                stages,
                lastInteraction,
                lastMeeting,
                planned,
                today,
                zone);
    }
}
