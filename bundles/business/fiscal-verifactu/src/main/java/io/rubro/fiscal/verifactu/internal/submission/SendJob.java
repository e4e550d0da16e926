package io.rubro.fiscal.verifactu.internal.submission;

import io.rubro.platform.ids.Id;
import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sends the records of all organisations, each at the time the authority allows. */
@Component
public final class SendJob implements JobHandler {

    /** After so many organisations in a row that nobody answered, the rest waits for the next run. */
    private static final int PATIENCE = 3;

    private final Sender sender;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public SendJob(@Reference Sender sender, @Reference Organizations organizations) {
        this.sender = sender;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "fiscal-verifactu.send";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        int silent = 0;
        for (Id organization : organizations.all()) {
            boolean reached = Tenant.call(organization, sender::sendDue);
            silent = reached ? 0 : silent + 1;
            if (silent == PATIENCE || Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }
}
