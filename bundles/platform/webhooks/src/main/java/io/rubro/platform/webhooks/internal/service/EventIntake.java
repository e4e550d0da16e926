package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.tenancy.Tenant;
import io.rubro.platform.webhooks.internal.model.Endpoint;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes a delivery for each endpoint that wants an event, in the transaction that also records that the event was taken:
 * once, whatever breaks. An endpoint hears of what happens from when it was made or enabled.
 */
@Component
public final class EventIntake implements EventSubscriber {

    private final Transactions transactions;
    private final EndpointRows endpoints;
    private final DeliveryRows deliveries;
    private final Dispatcher dispatcher;
    private final WebhookMetrics metrics;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public EventIntake(
            @Reference Transactions transactions,
            @Reference EndpointRows endpoints,
            @Reference DeliveryRows deliveries,
            @Reference Dispatcher dispatcher,
            @Reference WebhookMetrics metrics) {
        this(transactions, endpoints, deliveries, dispatcher, metrics, Clock.systemUTC());
    }

    EventIntake(
            Transactions transactions,
            EndpointRows endpoints,
            DeliveryRows deliveries,
            Dispatcher dispatcher,
            WebhookMetrics metrics,
            Clock clock) {
        this.transactions = transactions;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.dispatcher = dispatcher;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhooks.intake";
    }

    @Override
    public Set<String> types() {
        return Set.of(ALL);
    }

    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void on(JournalEvent event) {
        List<Id> wanting = endpoints.enabled().stream()
                .filter(endpoint -> endpoint.wants(event.type()))
                .filter(endpoint -> !event.at().isBefore(endpoint.activeSince()))
                .map(Endpoint::id)
                .toList();
        if (wanting.isEmpty()) {
            return;
        }
        deliveries.insert(wanting, event.id(), event.type(), Envelope.of(event), clock.instant());
        Id organization = Tenant.current();
        transactions.afterCompletion(committed -> {
            if (committed) {
                metrics.queued(wanting.size());
                dispatcher.wake(organization);
            }
        });
    }
}
