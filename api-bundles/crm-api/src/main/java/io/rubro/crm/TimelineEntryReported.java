package io.rubro.crm;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something happened between the business and a contact that a module or plugin keeps a record of: it belongs into the
 * contact's time line. Published by that module in the transaction of the record; the CRM writes it down once, whichever of
 * them was started or installed first. Reported again with the same module and record it replaces what was reported
 * before; {@link TimelineEntryWithdrawn} takes it out. People cannot change it.
 *
 * <p>Invoices and payments of {@code billing} are in the time line without being reported. What is of type {@code SALE} or
 * {@code PAYMENT} counts in what the contact bought and paid: report no sale so that is invoiced as well.
 *
 * <p>An entry goes to the contact that took the place of a merged one, and is dropped if the contact's data were erased. If
 * there is no such contact, it waits among the held events, where an administrator sees why.
 *
 * <pre>{@code
 * events.publish(TimelineEntryReported.of("bar", table.id(), contact, InteractionType.NOTE, "Reserva de mesa", at)
 *         .at("tables/" + table.id()));
 * }</pre>
 *
 * @param module the id of the module that keeps the record
 * @param recordId the record; the aggregate of the event
 * @param contactId whose time line it belongs into
 * @param title texts by language tag ({@code es}, {@code es-AR}, {@code en}); the one of the organisation's language is
 *     taken, else the Spanish one, else any. Cut at 200 characters
 * @param description texts likewise, may be empty; cut at 4,000 characters
 * @param happenedAt when it happened
 * @param amount two decimals; only of a {@code SALE} or {@code PAYMENT}
 * @param currency ISO 4217; there exactly if the amount is
 * @param path the page to look at, within the pages of the module: {@code tables/5}; null if there is none
 */
@EventType("crm.timeline.entry")
public record TimelineEntryReported(
        String module,
        Id recordId,
        Id contactId,
        InteractionType type,
        Map<String, String> title,
        Map<String, String> description,
        Instant happenedAt,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable String path)
        implements DomainEvent {

    /** The language of texts that are given in one only. */
    private static final String ANY = "es";

    /** @throws IllegalArgumentException if there is no title, or an amount without a currency or with another type */
    public TimelineEntryReported {
        title = title == null ? Map.of() : Map.copyOf(title);
        description = description == null ? Map.of() : Map.copyOf(description);
        if (title.values().stream().allMatch(String::isBlank)) {
            throw new IllegalArgumentException("an entry of a time line needs a title");
        }
        if ((amount == null) != (currency == null)) {
            throw new IllegalArgumentException("an amount needs a currency, and the other way round");
        }
        if (amount != null && !type.isMoney()) {
            throw new IllegalArgumentException("only a sale or a payment has an amount, not " + type);
        }
    }

    /** An entry with a title in one language. */
    public static TimelineEntryReported of(
            String module, Id recordId, Id contactId, InteractionType type, String title, Instant happenedAt) {
        return of(module, recordId, contactId, type, Map.of(ANY, title), happenedAt);
    }

    /** An entry with a title in several languages. */
    public static TimelineEntryReported of(
            String module,
            Id recordId,
            Id contactId,
            InteractionType type,
            Map<String, String> title,
            Instant happenedAt) {
        return new TimelineEntryReported(
                module, recordId, contactId, type, title, Map.of(), happenedAt, null, null, null);
    }

    /** This entry with a description in one language. */
    public TimelineEntryReported described(String text) {
        return described(Map.of(ANY, text));
    }

    /** This entry with a description in several languages. */
    public TimelineEntryReported described(Map<String, String> texts) {
        return new TimelineEntryReported(
                module, recordId, contactId, type, title, texts, happenedAt, amount, currency, path);
    }

    /** This entry, a sale or payment, with its amount. */
    public TimelineEntryReported amounting(BigDecimal money, String currencyCode) {
        return new TimelineEntryReported(
                module, recordId, contactId, type, title, description, happenedAt, money, currencyCode, path);
    }

    /** This entry with the page to look at, within the pages of its module. */
    public TimelineEntryReported at(String page) {
        return new TimelineEntryReported(
                module, recordId, contactId, type, title, description, happenedAt, amount, currency, page);
    }

    @Override
    public Id aggregate() {
        return recordId;
    }
}
