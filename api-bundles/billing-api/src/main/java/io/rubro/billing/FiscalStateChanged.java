package io.rubro.billing;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;
import org.jspecify.annotations.Nullable;

/**
 * An authority answered, or cannot be reached: published by the {@link FiscalRegime} in the transaction that notes it.
 *
 * @param code the authority's code of what is wrong; null if nothing is
 * @param message what is wrong, in the authority's words; null if nothing is
 */
@EventType("billing.invoice.fiscal-state-changed")
public record FiscalStateChanged(Id invoiceId, FiscalState state, @Nullable String code, @Nullable String message)
        implements DomainEvent {

    @Override
    public Id aggregate() {
        return invoiceId;
    }
}
