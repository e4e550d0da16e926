package io.rubro.billing.internal.receivables;

import io.rubro.platform.organizations.Organizations;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which day it is where the organisation on the thread keeps its books. */
@Component(service = Today.class)
public final class Today {

    private final Organizations organizations;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public Today(@Reference Organizations organizations) {
        this(organizations, Clock.systemUTC());
    }

    /** With a clock of its own. */
    public Today(Organizations organizations, Clock clock) {
        this.organizations = organizations;
        this.clock = clock;
    }

    /** The day in the organisation's time zone. */
    public LocalDate date() {
        return LocalDate.ofInstant(clock.instant(), organizations.current().zone());
    }

    /** The moment, to the millisecond. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
