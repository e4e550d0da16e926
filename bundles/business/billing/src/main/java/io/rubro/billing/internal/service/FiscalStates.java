package io.rubro.billing.internal.service;

import io.rubro.billing.FiscalStateChanged;
import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.events.EventType;
import io.rubro.platform.events.JournalEvent;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows with each invoice what its authority answered. */
@Component
public final class FiscalStates implements EventSubscriber {

    private final JpaInvoices invoices;

    /** Called by the component runtime. */
    @Activate
    public FiscalStates(@Reference JpaInvoices invoices) {
        this.invoices = invoices;
    }

    @Override
    public String name() {
        return "billing.fiscal-states";
    }

    @Override
    public Set<String> types() {
        return Set.of(FiscalStateChanged.class.getAnnotation(EventType.class).value());
    }

    @Override
    public void on(JournalEvent event) {
        FiscalStateChanged changed = event.payload(FiscalStateChanged.class);
        invoices.fiscalState(changed.invoiceId(), changed.state());
    }
}
