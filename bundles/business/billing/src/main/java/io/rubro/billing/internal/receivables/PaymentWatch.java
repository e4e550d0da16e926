package io.rubro.billing.internal.receivables;

import io.rubro.billing.PaymentRegistered;
import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.events.JournalEvent;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Once an instalment is paid, its invoice is to be collected by the day of the next one, and its reminder is withdrawn. */
@Component
public final class PaymentWatch implements EventSubscriber {

    private final Plans plans;
    private final Reminders reminders;

    /** Called by the component runtime. */
    @Activate
    public PaymentWatch(@Reference Plans plans, @Reference Reminders reminders) {
        this.plans = plans;
        this.reminders = reminders;
    }

    @Override
    public String name() {
        return "billing.payment-watch";
    }

    @Override
    public Set<String> types() {
        return Set.of("billing.payment.registered");
    }

    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void on(JournalEvent event) {
        PaymentRegistered payment = event.payload(PaymentRegistered.class);
        plans.collectBy(payment.invoiceId());
        reminders.withdrawPaid(payment.invoiceId());
    }
}
