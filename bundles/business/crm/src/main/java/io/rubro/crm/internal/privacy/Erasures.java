package io.rubro.crm.internal.privacy;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactErased;
import io.rubro.crm.ContactKind;
import io.rubro.crm.internal.service.ContactPart;
import io.rubro.crm.internal.service.Fields;
import io.rubro.crm.internal.service.JpaContacts;
import io.rubro.crm.internal.service.OpenContacts;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes the personal data of a contact out of the CRM for good (RGPD art. 17; Ley 25.326 art. 16), with those of the
 * contacts that were merged into it. What figures count stays without a name, and what the law demands is not touched.
 */
@Component(service = Erasures.class)
public final class Erasures {

    static final int MAX_REASON = 500;
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final SecureRandom random = new SecureRandom();
    private final Transactions transactions;
    private final Sql sql;
    private final PersonalData data;
    private final JpaContacts contacts;
    private final OpenContacts open;
    private final Organizations organizations;
    private final Messages messages;
    private final Events events;

    /** Called by the component runtime. */
    @Activate
    public Erasures(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference PersonalData data,
            @Reference JpaContacts contacts,
            @Reference OpenContacts open,
            @Reference Organizations organizations,
            @Reference Messages messages,
            @Reference Events events) {
        this.transactions = transactions;
        this.sql = sql;
        this.data = data;
        this.contacts = contacts;
        this.open = open;
        this.organizations = organizations;
        this.messages = messages;
        this.events = events;
    }

    /**
     * What became of it.
     *
     * @param name what the contact is called from now on
     * @param kept what stays, and why
     */
    public record Erasure(Id contactId, String name, Instant erasedAt, List<Kept> kept) {

        public Erasure {
            kept = List.copyOf(kept);
        }
    }

    /**
     * Something that stays.
     *
     * @param what {@code invoices}, {@code figures}, {@code consents}, {@code trail}, {@code journal}
     * @param rows how many; null where they are not counted
     * @param reason why, in the caller's language
     */
    public record Kept(String what, @Nullable Long rows, String reason) {}

    /**
     * Erases; there is no way back.
     *
     * @param reason why, for the audit trail; 3 to 500 characters
     * @throws ProblemException 404 if there is no such contact; 409 if it was erased before; 422 without a reason
     */
    public Erasure erase(Id id, @Nullable String reason) {
        String why = reason(reason);
        return transactions.required(() -> {
            open.lock(id);
            Set<Id> same = data.same(id);
            long invoices = 0;
            for (Id contact : same) {
                invoices += invoices(contact);
                for (ContactPart part : data.parts()) {
                    part.erase(contact);
                }
            }
            for (Id contact : same) {
                if (!contact.equals(id) && contacts.get(contact).erasedAt() == null) {
                    gone(contact, Map.of("with", id.toString()));
                }
            }
            Contact gone = gone(id, Map.of("reason", why, "merged", same.size() - 1));
            return new Erasure(id, gone.name(), Objects.requireNonNull(gone.erasedAt()), kept(invoices));
        });
    }

    private Contact gone(Id id, Map<String, ?> details) {
        Contact gone = contacts.erase(id, madeUp(contacts.get(id)), details);
        events.publish(new ContactErased(id));
        return gone;
    }

    private static String reason(@Nullable String given) {
        Fields fields = new Fields();
        @Nullable String reason = fields.optional("reason", given, MAX_REASON);
        if (reason == null || reason.length() < 3) {
            fields.refuse("reason", "crm.privacy.reason", Map.of());
        }
        fields.complete();
        return String.valueOf(reason);
    }

    /** How many entries of its history mirror documents of billing, which keeps those. */
    private long invoices(Id contact) {
        return sql.queryOne(
                        """
                        select count(*) as n from crm.interaction
                        where organization_id = {org} and contact_id = ? and source_module = 'billing'""",
                        row -> row.getLong("n"),
                        contact)
                .orElse(0L);
    }

    private String madeUp(Contact contact) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        String key = contact.kind() == ContactKind.PERSON ? "crm.privacy.person" : "crm.privacy.company";
        return messages.text(organizations.current().language(), key, Map.of("code", code.toString()))
                .orElseThrow();
    }

    private List<Kept> kept(long invoices) {
        Organization organization = organizations.current();
        List<Kept> kept = new ArrayList<>();
        if (invoices > 0) {
            String law = organization.country().equals("AR") ? "crm.privacy.invoices.ar" : "crm.privacy.invoices.es";
            kept.add(new Kept("invoices", invoices, text(law)));
        }
        kept.add(new Kept("figures", null, text("crm.privacy.figures")));
        kept.add(new Kept("consents", null, text("crm.privacy.consents")));
        kept.add(new Kept("trail", null, text("crm.privacy.trail")));
        kept.add(new Kept("journal", null, text("crm.privacy.journal")));
        return kept;
    }

    private String text(String key) {
        return messages.text(Caller.current().locale(), key, Map.of()).orElseThrow();
    }
}
