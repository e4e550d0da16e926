package io.rubro.crm.internal.privacy;

import io.rubro.crm.Contact;
import io.rubro.crm.Contacts;
import io.rubro.crm.internal.service.ContactPart;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.audit.AuditHistory;
import io.rubro.platform.audit.AuditHistory.Deed;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** All the CRM knows of one contact, in one piece (RGPD arts. 15 and 20; Ley 25.326 art. 14). */
@Component(service = PersonalData.class)
public final class PersonalData {

    private static final int MOST_DEEDS = 1_000;

    private final Transactions transactions;
    private final Contacts contacts;
    private final Organizations organizations;
    private final Audit audit;
    private final AuditHistory history;
    private final List<ContactPart> parts;

    /** Called by the component runtime, again whenever a part comes or goes; needs its tables to be there. */
    @Activate
    public PersonalData(
            @Reference Transactions transactions,
            @Reference Contacts contacts,
            @Reference Organizations organizations,
            @Reference Audit audit,
            @Reference AuditHistory history,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<ContactPart> parts,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.contacts = contacts;
        this.organizations = organizations;
        this.audit = audit;
        this.history = history;
        this.parts = List.copyOf(parts);
    }

    /**
     * The file that is handed to the person.
     *
     * @param organization who keeps the data: its legal name
     * @param contacts the contact, and those that were merged into it
     * @param parts what belongs to them, by subject
     * @param trail who did what to them; it holds no personal data of theirs
     */
    public record Dossier(
            String organization,
            Instant madeAt,
            List<Contact> contacts,
            Map<String, List<Map<String, Object>>> parts,
            List<Deed> trail) {}

    /**
     * Puts it together.
     *
     * @throws io.rubro.platform.problem.ProblemException 404 if there is no such contact
     */
    public Dossier of(Id id) {
        return transactions.required(() -> {
            Set<Id> same = same(id);
            Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
            for (ContactPart part : parts) {
                List<Map<String, Object>> found = new ArrayList<>();
                same.forEach(contact -> found.addAll(part.export(contact)));
                rows.put(part.name(), found);
            }
            List<Deed> trail = new ArrayList<>();
            same.forEach(contact -> trail.addAll(history.of("contact", contact, MOST_DEEDS)));
            audit.record("crm.contact.export", "contact", id, Map.of());
            Organization keeper = organizations.current();
            return new Dossier(
                    keeper.legalName(),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS),
                    same.stream().map(contacts::get).toList(),
                    rows,
                    trail);
        });
    }

    /** The contact, and all that were merged into it. */
    Set<Id> same(Id id) {
        contacts.get(id);
        Set<Id> same = new LinkedHashSet<>(List.of(id));
        same.addAll(contacts.aliases(id));
        return same;
    }

    /** What belongs to contacts. */
    List<ContactPart> parts() {
        return parts;
    }
}
