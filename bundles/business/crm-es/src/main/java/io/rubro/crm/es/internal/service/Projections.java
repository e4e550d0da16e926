package io.rubro.crm.es.internal.service;

import io.rubro.crm.Interaction;
import io.rubro.crm.Interactions;
import io.rubro.crm.health.CustomerHealth;
import io.rubro.crm.health.Health;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.PageRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the CRM makes of billing's events. It hears of an invoice through the journal, a moment after it was issued; the
 * programs this API is for read the client at once and expect to see it.
 */
@Component(service = Projections.class)
public final class Projections {

    private static final Logger LOG = LoggerFactory.getLogger(Projections.class);

    /** How long a caller waits at most. The invoice is issued and will be seen, also if it takes longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** How many of the newest interactions are looked at. */
    private static final int NEWEST = 20;

    private final Interactions interactions;
    private final CustomerHealth health;

    /**
     * How things stood before.
     *
     * @param invoices how many invoices counted
     */
    record Mark(Id contact, int invoices) {}

    @Activate
    public Projections(@Reference Interactions interactions, @Reference CustomerHealth health) {
        this.interactions = interactions;
        this.health = health;
    }

    Mark mark(Id contact) {
        Health now = health.get(contact);
        return new Mark(contact, now.invoices());
    }

    /** Waits until an invoice is in the time line and in the health of its customer; at most three seconds. */
    void await(Mark before, Id invoice) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!isSeen(before, invoice)) {
            if (System.nanoTime() - until > 0) {
                LOG.warn("the CRM has not heard of invoice {} after {} s", invoice, PATIENCE.toSeconds());
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isSeen(Mark before, Id invoice) {
        return health.get(before.contact()).invoices() > before.invoices()
                && interactions.timeline(before.contact(), new PageRequest(NEWEST, null, null)).items().stream()
                        .anyMatch(interaction -> mirrors(interaction, invoice));
    }

    private static boolean mirrors(Interaction interaction, Id invoice) {
        return interaction.source() != null && interaction.source().recordId().equals(invoice);
    }
}
