package io.rubro.platform.rest.internal.call;

import io.rubro.platform.ids.Id;
import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Forgets answers to idempotent requests after two days: nobody repeats a request that long. */
@Component(service = JobHandler.class)
public final class ForgetAnswers implements JobHandler {

    /** How long an answer is remembered. */
    static final Duration REMEMBERED = Duration.ofHours(48);

    private final StoredAnswers answers;
    private final Organizations organizations;

    @Activate
    public ForgetAnswers(@Reference StoredAnswers answers, @Reference Organizations organizations) {
        this.answers = answers;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "rest.forget-answers";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Instant limit = Instant.now().minus(REMEMBERED);
        for (Id organization : organizations.all()) {
            Tenant.call(organization, () -> answers.forgetBefore(limit));
        }
    }
}
