package io.rubro.crm.internal.recommendations;

import io.rubro.platform.jobs.JobHandler;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks the rules about all customers once a day. */
@Component
public final class DailyJob implements JobHandler {

    private final Refreshing refreshing;

    @Activate
    public DailyJob(@Reference Refreshing refreshing) {
        this.refreshing = refreshing;
    }

    @Override
    public String name() {
        return "crm.recommendations.daily";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    @Override
    public void run() {
        refreshing.everybody();
    }
}
