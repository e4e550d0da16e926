package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.organizations.Organizations;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds what is due and no node has in hand: attempts whose pause has ended, and what a node left behind that is gone. */
@Component
public final class SendJob implements JobHandler {

    private final Dispatcher dispatcher;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public SendJob(@Reference Dispatcher dispatcher, @Reference Organizations organizations) {
        this.dispatcher = dispatcher;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "webhooks.send";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        organizations.all().forEach(dispatcher::look);
    }
}
