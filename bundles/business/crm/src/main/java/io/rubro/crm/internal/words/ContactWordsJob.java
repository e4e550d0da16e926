package io.rubro.crm.internal.words;

import io.rubro.crm.Contacts;
import io.rubro.platform.ids.Id;
import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Indexes the contacts of installations that are older than the index. */
@Component
public final class ContactWordsJob implements JobHandler {

    private static final int CHUNK = 500;

    private final ContactWords words;
    private final Contacts contacts;
    private final Transactions transactions;
    private final Organizations organizations;

    @Activate
    public ContactWordsJob(
            @Reference ContactWords words,
            @Reference Contacts contacts,
            @Reference Transactions transactions,
            @Reference Organizations organizations) {
        this.words = words;
        this.contacts = contacts;
        this.transactions = transactions;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "crm.contact-words";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    @Override
    public void run() {
        organizations.all().forEach(organization -> Tenant.run(organization, this::index));
    }

    private void index() {
        List<Id> missing;
        do {
            missing = words.missing(CHUNK);
            for (Id id : missing) {
                transactions.run(() -> words.add(id, contacts.get(id).toDraft()));
            }
        } while (missing.size() == CHUNK);
    }
}
