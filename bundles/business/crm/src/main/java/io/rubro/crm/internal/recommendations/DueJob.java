package io.rubro.crm.internal.recommendations;

import io.rubro.platform.jobs.JobHandler;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks the rules about the customers something has just happened to. */
@Component
public final class DueJob implements JobHandler {

    private final Refreshing refreshing;

    @Activate
    public DueJob(@Reference Refreshing refreshing) {
        this.refreshing = refreshing;
    }

    @Override
    public String name() {
        return "crm.recommendations.due";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(20);
    }

    @Override
    public void run() {
        refreshing.due();
    }
}
