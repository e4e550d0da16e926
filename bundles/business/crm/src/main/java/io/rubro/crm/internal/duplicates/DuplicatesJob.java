package io.rubro.crm.internal.duplicates;

import io.rubro.crm.Contacts;
import io.rubro.platform.ids.Id;
import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes the keys of contacts that were stored before there were any, and looks again at those that changed of late: two
 * that were stored at the same moment did not see each other.
 */
@Component
public final class DuplicatesJob implements JobHandler {

    private static final int AT_ONCE = 200;

    /** Longer than a transaction takes, and than clocks of nodes differ. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final Transactions transactions;
    private final Sql sql;
    private final Contacts contacts;
    private final ContactKeys keys;
    private final Organizations organizations;

    /** Until when the changes of each organisation were looked at. */
    private final Map<Id, Instant> seen = new ConcurrentHashMap<>();

    /** Called by the component runtime. */
    @Activate
    public DuplicatesJob(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Contacts contacts,
            @Reference ContactKeys keys,
            @Reference Organizations organizations) {
        this.transactions = transactions;
        this.sql = sql;
        this.contacts = contacts;
        this.keys = keys;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "crm.duplicates";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        for (Id organization : organizations.all()) {
            Tenant.run(organization, () -> {
                Instant now = Instant.now();
                Instant since = seen.get(organization);
                if (since == null) {
                    while (transactions.required(this::fill) == AT_ONCE) {
                        // the next ones
                    }
                } else {
                    changedSince(since).forEach(id -> transactions.run(() -> look(id)));
                }
                seen.put(organization, now.minus(OVERLAP));
            });
        }
    }

    private int fill() {
        List<Id> missing = keys.missing(AT_ONCE);
        missing.forEach(this::look);
        return missing.size();
    }

    private void look(Id id) {
        contacts.find(id).ifPresent(contact -> keys.written(contact, true));
    }

    private List<Id> changedSince(Instant since) {
        return sql.query(
                "select id from crm.contact where organization_id = {org} and updated_at >= ?",
                row -> Rows.id(row, "id"),
                since);
    }
}
