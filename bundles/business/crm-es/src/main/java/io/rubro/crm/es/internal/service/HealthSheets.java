package io.rubro.crm.es.internal.service;

import io.rubro.crm.es.internal.json.HealthSheet;
import io.rubro.crm.health.CustomerHealth;
import io.rubro.crm.health.Health;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.util.Objects;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How things stand with clients. */
@Component(service = HealthSheets.class)
public final class HealthSheets {

    private final CustomerHealth health;
    private final Clients clients;
    private final Clock clock;

    @Activate
    public HealthSheets(@Reference CustomerHealth health, @Reference Clients clients, @Reference Clock clock) {
        this.health = health;
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * The figures of a client.
     *
     * @throws ProblemException 404 if there is no such client, or nothing was ever invoiced to it
     */
    public HealthSheet get(String client) {
        return sheet(health(clients.get(client).id()))
                .orElseThrow(() -> ProblemException.notFound("crm-es.health.none", client));
    }

    Health health(Id contact) {
        return health.get(contact);
    }

    /** The figures as they are answered; empty if nothing was ever invoiced. */
    Optional<HealthSheet> sheet(Health health) {
        return health.invoices() == 0 && health.firstInvoice() == null
                ? Optional.empty()
                : Optional.of(new HealthSheet(
                        health.contactId(),
                        health.contactId(),
                        health.daysToPay(),
                        health.onTimePercent() == null
                                ? null
                                : health.onTimePercent().doubleValue(),
                        Money.orNull(health.meanInvoice()),
                        health.frequencyDays(),
                        clock.write(health.lastInvoice()),
                        clock.write(health.nextInvoice()),
                        clock.write(health.lastPayment()),
                        health.churnScore(),
                        Word.write(Words.RISKS, health.defaultRisk()),
                        Word.write(Words.RISKS, health.growth()),
                        health.top(),
                        Money.write(health.lifetimeValue()),
                        health.invoices(),
                        health.unpaidInvoices(),
                        Money.write(health.balance()),
                        Objects.requireNonNull(clock.write(health.asOf()))));
    }
}
