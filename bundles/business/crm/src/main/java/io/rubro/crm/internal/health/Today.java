package io.rubro.crm.internal.health;

import io.rubro.platform.organizations.Organizations;
import java.time.Clock;
import java.time.LocalDate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which day it is for the organisation on the thread. */
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

    /** The organisation's currency, ISO 4217. */
    public String currency() {
        return organizations.current().currency();
    }

    Clock clock() {
        return clock;
    }
}
