package io.rubro.billing;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A customer is to be reminded of an instalment that is late. The text is written; whoever can reach the customer delivers
 * it.
 *
 * @param reminderId the reminder
 * @param invoiceId the invoice
 * @param number the number of the invoice
 * @param customerName as on the invoice
 * @param customerEmail as on the invoice
 * @param level 1 for the first reminder of an instalment, one more for each that follows
 * @param language of the text: {@code es}, {@code es-AR}, {@code en}
 * @param subject one line
 * @param text several lines
 * @param dueDate when it was to be paid
 * @param currency ISO 4217
 * @param amount what is open, two decimals
 */
@EventType("billing.reminder.due")
public record ReminderDue(
        Id reminderId,
        Id invoiceId,
        String number,
        String customerName,
        @Nullable String customerEmail,
        int level,
        String language,
        String subject,
        String text,
        LocalDate dueDate,
        String currency,
        BigDecimal amount)
        implements DomainEvent {

    @Override
    public Id aggregate() {
        return invoiceId;
    }
}
