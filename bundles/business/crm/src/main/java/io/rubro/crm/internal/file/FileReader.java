package io.rubro.crm.internal.file;

import io.rubro.crm.ContactSummary.Account;
import io.rubro.crm.Contacts;
import io.rubro.crm.Interactions;
import io.rubro.crm.internal.file.FileView.Deal;
import io.rubro.crm.internal.file.FileView.Month;
import io.rubro.crm.internal.health.ProjectedHealth;
import io.rubro.crm.internal.recommendations.Advisor;
import io.rubro.crm.internal.recommendations.CustomerFiles;
import io.rubro.crm.people.People;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the whole customer at once, in one transaction and a handful of statements that each end in an index. */
@Component(service = FileReader.class)
public final class FileReader {

    private static final int LATEST = 10;

    private final Transactions transactions;
    private final CustomerFiles files;
    private final Advisor advisor;
    private final ProjectedHealth health;
    private final Contacts contacts;
    private final People people;
    private final Interactions interactions;

    @Activate
    public FileReader(
            @Reference Transactions transactions,
            @Reference CustomerFiles files,
            @Reference Advisor advisor,
            @Reference ProjectedHealth health,
            @Reference Contacts contacts,
            @Reference People people,
            @Reference Interactions interactions) {
        this.transactions = transactions;
        this.files = files;
        this.advisor = advisor;
        this.health = health;
        this.contacts = contacts;
        this.people = people;
        this.interactions = interactions;
    }

    /**
     * The file of a contact, less what the caller may not see.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    public FileView of(Id contact) {
        return transactions.required(() -> {
            CustomerFile file = files.of(contact);
            boolean history = may("crm.interaction.read");
            return new FileView(
                    file.contact(),
                    people.list(contact),
                    history ? file.health() : null,
                    unless(!history, () -> months(file)),
                    unless(!history, () -> otherCurrencies(file)),
                    unless(!may("crm.opportunity.read"), () -> deals(file)),
                    unless(!history, () -> interactions.timeline(contact, new PageRequest(LATEST, null, null))),
                    history ? file.planned() : null,
                    history ? file.lastInteraction() : null,
                    unless(!may("crm.recommendation.read"), () -> advisor.of(file)));
        });
    }

    private static boolean may(String permission) {
        return Caller.current().may(permission);
    }

    private static <T> @Nullable T unless(boolean hidden, Supplier<T> read) {
        return hidden ? null : read.get();
    }

    private List<Month> months(CustomerFile file) {
        return file.health().invoices() == 0
                ? List.of()
                : health.months(file.contact().id()).stream()
                        .map(sum -> new Month(sum.month().toString(), sum.amount()))
                        .toList();
    }

    private List<Account> otherCurrencies(CustomerFile file) {
        String own = file.health().currency();
        return contacts.summary(file.contact().id()).accounts().stream()
                .filter(account -> !account.currency().equals(own))
                .toList();
    }

    private static List<Deal> deals(CustomerFile file) {
        return file.openOpportunities().stream()
                .map(opportunity -> new Deal(
                        opportunity.id(),
                        opportunity.title(),
                        file.stageOf(opportunity).map(Stage::name).orElse(""),
                        opportunity.value(),
                        opportunity.currency(),
                        opportunity.probability(),
                        opportunity.expectedClose()))
                .toList();
    }
}
