package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.metrics.Metrics;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The numbers for the operator, while somebody collects them. */
@Component(service = WebhookMetrics.class)
public final class WebhookMetrics {

    private volatile @Nullable Metrics metrics;

    /** What an attempt led to. */
    enum Outcome {
        DELIVERED,
        RETRY,
        FAILED
    }

    /** Somebody collects. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bind(Metrics arrived) {
        metrics = arrived;
    }

    /** Nobody does any more. */
    public void unbind(Metrics leaving) {
        if (metrics == leaving) {
            metrics = null;
        }
    }

    /** An attempt has ended: {@code webhooks.deliveries} by outcome, and how long it took. */
    void attempt(Outcome outcome, Duration took) {
        Metrics current = metrics;
        if (current != null) {
            String label = outcome.name().toLowerCase(Locale.ROOT);
            current.count("webhooks.deliveries", 1, "outcome", label);
            current.time("webhooks.exchange", took, "outcome", label);
        }
    }

    /** Deliveries were written into the log: {@code webhooks.queued}. */
    void queued(long count) {
        Metrics current = metrics;
        if (current != null) {
            current.count("webhooks.queued", count);
        }
    }
}
