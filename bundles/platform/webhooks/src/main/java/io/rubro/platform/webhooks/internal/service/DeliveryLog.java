package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import io.rubro.platform.webhooks.internal.model.Delivery;
import io.rubro.platform.webhooks.internal.model.DeliveryDetail;
import io.rubro.platform.webhooks.internal.model.DeliveryState;
import io.rubro.platform.webhooks.internal.model.Endpoint;
import io.rubro.platform.webhooks.internal.model.EventPattern;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was sent to the endpoints of the organisation on the thread, and has to be sent again. */
@Component(service = DeliveryLog.class)
public final class DeliveryLog {

    private final Transactions transactions;
    private final EndpointRows endpoints;
    private final DeliveryRows rows;
    private final Dispatcher dispatcher;
    private final Audit audit;
    private final LiveUpdates live;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public DeliveryLog(
            @Reference Transactions transactions,
            @Reference EndpointRows endpoints,
            @Reference DeliveryRows rows,
            @Reference Dispatcher dispatcher,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this(transactions, endpoints, rows, dispatcher, audit, live, Clock.systemUTC());
    }

    DeliveryLog(
            Transactions transactions,
            EndpointRows endpoints,
            DeliveryRows rows,
            Dispatcher dispatcher,
            Audit audit,
            LiveUpdates live,
            Clock clock) {
        this.transactions = transactions;
        this.endpoints = endpoints;
        this.rows = rows;
        this.dispatcher = dispatcher;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    /**
     * The deliveries of an endpoint, the latest first.
     *
     * @param state only these; null for all
     * @throws ProblemException 404 if the organisation has no such endpoint
     */
    public Page<Delivery> list(Id endpoint, @Nullable DeliveryState state, PageRequest page) {
        endpoint(endpoint);
        page.order("-id");
        Id before = page.after(1).map(keys -> cursor(keys.get(0))).orElse(null);
        return Page.of(
                rows.list(endpoint, state, before, page.limit() + 1),
                page.limit(),
                delivery -> PageRequest.cursor(delivery.id()));
    }

    private static Id cursor(String text) {
        try {
            return Id.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    /**
     * A delivery with what was sent and what came back.
     *
     * @throws ProblemException 404 if the organisation has no such delivery
     */
    public DeliveryDetail get(Id id) {
        return rows.detail(id).orElseThrow(() -> ProblemException.notFound("webhooks.delivery.not-found", id));
    }

    /**
     * Has a delivery made again, or a waiting one now.
     *
     * @throws ProblemException 404; 409 if its endpoint is switched off
     */
    public Delivery replay(Id id) {
        Delivery replayed = transactions.required(() -> {
            Delivery delivery = get(id).delivery();
            requireEnabled(delivery.endpoint());
            if (!rows.replay(id, clock.instant())) {
                rows.hurry(id, clock.instant());
            }
            noted("webhooks.delivery.replay", delivery.endpoint(), Map.of("delivery", id.toString()));
            endpoints.endPause(delivery.endpoint());
            return get(id).delivery();
        });
        dispatcher.wake(Tenant.current());
        return replayed;
    }

    /**
     * Has everything made again that was given up since a moment.
     *
     * @return how many
     * @throws ProblemException 404; 409 if the endpoint is switched off
     */
    public int replayFailed(Id endpoint, Instant since) {
        int count = transactions.required(() -> {
            requireEnabled(endpoint);
            int replayed = rows.replayFailed(endpoint, since, clock.instant());
            noted(
                    "webhooks.delivery.replay-failed",
                    endpoint,
                    Map.of("since", since.toString(), "deliveries", replayed));
            endpoints.endPause(endpoint);
            return replayed;
        });
        dispatcher.wake(Tenant.current());
        return count;
    }

    /**
     * Sends the event {@value EventPattern#TEST} to an endpoint; tried once.
     *
     * @throws ProblemException 404; 409 if the endpoint is switched off
     */
    public Delivery test(Id endpoint) {
        Id message = Id.next();
        Delivery made = transactions.required(() -> {
            requireEnabled(endpoint);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            String body = Envelope.test(message, Tenant.current(), endpoint, now);
            rows.insert(List.of(endpoint), message, EventPattern.TEST, body, now);
            noted("webhooks.endpoint.test", endpoint, Map.of());
            endpoints.endPause(endpoint);
            return rows.ofEvent(endpoint, message).orElseThrow();
        });
        dispatcher.wake(Tenant.current());
        return made;
    }

    private void noted(String action, Id endpoint, Map<String, ?> details) {
        audit.record(action, "endpoint", endpoint, details);
        live.changed(Endpoints.CHANGE, endpoint, Endpoints.READ);
    }

    private Endpoint endpoint(Id id) {
        return endpoints.find(id).orElseThrow(() -> ProblemException.notFound("webhooks.endpoint.not-found", id));
    }

    private void requireEnabled(Id id) {
        if (!endpoint(id).enabled()) {
            throw ProblemException.conflict("webhooks.endpoint.disabled", Map.of());
        }
    }
}
