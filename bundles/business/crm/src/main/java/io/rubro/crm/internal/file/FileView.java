package io.rubro.crm.internal.file;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactSummary.Account;
import io.rubro.crm.Interaction;
import io.rubro.crm.health.Health;
import io.rubro.crm.people.Person;
import io.rubro.crm.recommendations.Recommendation;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Page;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer from all sides. What the caller may not see is null.
 *
 * @param people the main one first
 * @param health figures of its invoices and payments
 * @param months what was invoiced in each of the last twelve months, the oldest first; empty without invoices
 * @param otherCurrencies what was invoiced and paid in other currencies than the organisation's
 * @param opportunities those that are open, the most valuable first
 * @param timeline the ten newest entries; {@code next} continues in {@code contacts/{id}/interactions}
 * @param planned what is still to be done, the soonest first, at most twenty
 * @param lastInteraction the newest that is done and was written by a person
 * @param recommendations what to do now, the weightiest first
 */
public record FileView(
        Contact contact,
        @Nullable List<Person> people,
        @Nullable Health health,
        @Nullable List<Month> months,
        @Nullable List<Account> otherCurrencies,
        @Nullable List<Deal> opportunities,
        @Nullable Page<Interaction> timeline,
        @Nullable List<Interaction> planned,
        @Nullable Interaction lastInteraction,
        @Nullable List<Recommendation> recommendations) {

    /**
     * A month.
     *
     * @param month {@code 2026-11}
     * @param invoiced in the organisation's currency, corrections taken off
     */
    public record Month(String month, BigDecimal invoiced) {}

    /**
     * An open opportunity.
     *
     * @param stage its name; empty if its pipeline was put away
     * @param probability in percent
     */
    public record Deal(
            Id id,
            String title,
            String stage,
            BigDecimal value,
            String currency,
            int probability,
            @Nullable LocalDate expectedClose) {}
}
