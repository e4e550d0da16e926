package io.rubro.crm.internal.imports;

import io.rubro.platform.ids.Id;
import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes up imports a node left behind, and deletes the content of files after thirty days. */
@Component
public final class ImportJob implements JobHandler {

    /** How long the content of a file is kept, and an import can be undone. */
    static final Duration KEPT = Duration.ofDays(30);

    private final Imports imports;
    private final ImportRunner runner;
    private final ImportRuns runs;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public ImportJob(
            @Reference Imports imports,
            @Reference ImportRunner runner,
            @Reference Sql sql,
            @Reference Organizations organizations) {
        this.imports = imports;
        this.runner = runner;
        this.runs = new ImportRuns(sql, new ImportRows(sql));
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "crm.imports";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void run() {
        run(Instant.now());
    }

    void run(Instant now) {
        for (Id organization : organizations.all()) {
            Tenant.run(organization, () -> {
                runs.abandoned(now.minus(ImportWork.SILENCE)).forEach(runner::submit);
                imports.purgeBefore(now.minus(KEPT));
            });
        }
    }
}
