package io.rubro.crm;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact at a glance.
 *
 * @param accounts what was invoiced and paid, one per currency; the first is in the organisation's own currency and always there
 * @param lastInteraction the newest that is done; null if there is none
 * @param openInteractions how many are not done
 */
public record ContactSummary(
        Id contactId, List<Account> accounts, @Nullable Interaction lastInteraction, long openInteractions) {

    public ContactSummary {
        accounts = List.copyOf(accounts);
    }

    /**
     * The sums of the sales and payments of a contact in one currency, in units of it with two decimals.
     *
     * @param currency ISO 4217
     * @param balance {@code invoiced - paid}: what the contact owes; negative if it paid too much
     */
    public record Account(String currency, BigDecimal invoiced, BigDecimal paid, BigDecimal balance) {}
}
