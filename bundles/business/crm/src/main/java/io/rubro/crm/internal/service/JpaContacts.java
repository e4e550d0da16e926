package io.rubro.crm.internal.service;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactDraftEditor;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.ContactGrowth;
import io.rubro.crm.ContactSummary;
import io.rubro.crm.Contacts;
import io.rubro.crm.custom.CustomField;
import io.rubro.crm.custom.CustomFields;
import io.rubro.crm.internal.model.ContactEntity;
import io.rubro.crm.internal.words.ContactWords;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.rest.PageRequest.Order;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Contacts as JPA entities. */
@Component(service = {Contacts.class, JpaContacts.class})
public final class JpaContacts implements Contacts {

    /** The order of a list that is searched, unless another is asked for. */
    private static final String RELEVANCE = "relevance";

    private final Transactions transactions;
    private final EntityManagerFactory unit;
    private final Directory directory;
    private final ContactWords index;
    private final Organizations organizations;
    private final CustomFields fields;
    private final Standing standing;
    private final ContactNews news;

    @Activate
    public JpaContacts(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=crm)") EntityManagerFactory unit,
            @Reference(target = "(module=crm)") SchemaReady schema,
            @Reference Directory directory,
            @Reference ContactWords index,
            @Reference Organizations organizations,
            @Reference CustomFields fields,
            @Reference Standing standing,
            @Reference ContactNews news) {
        this.transactions = transactions;
        this.unit = unit;
        this.directory = directory;
        this.index = index;
        this.organizations = organizations;
        this.fields = fields;
        this.standing = standing;
        this.news = news;
    }

    @Override
    public Optional<Contact> find(Id id) {
        return transactions.required(() ->
                Optional.ofNullable(em().find(ContactEntity.class, id.value())).map(ContactEntity::toContact));
    }

    @Override
    public Contact get(Id id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    @Override
    public Optional<Contact> findByTaxId(String taxId) {
        return transactions.required(
                () -> findBy("taxId", ContactRules.normalisedTaxId(taxId)).map(this::standingFor));
    }

    @Override
    public Optional<Contact> findByEmail(String email) {
        return transactions.required(
                () -> findBy("email", ContactRules.normalisedEmail(email)).map(this::standingFor));
    }

    private Optional<ContactEntity> findBy(String field, String value) {
        return em().createQuery("select c from Contact c where c." + field + " = :value", ContactEntity.class)
                .setParameter("value", value)
                .getResultStream()
                .findFirst();
    }

    private Contact standingFor(ContactEntity found) {
        return get(standing.of(found.id()));
    }

    @Override
    public Contact standing(Id id) {
        return transactions.required(() -> get(standing.of(id)));
    }

    @Override
    public Set<Id> aliases(Id id) {
        return transactions.required(() -> standing.aliases(id));
    }

    @Override
    public Page<Contact> list(ContactFilter filter, PageRequest page) {
        String text = filter.text();
        if (text == null || text.isBlank()) {
            Order order = page.order("name", "createdAt", "updatedAt");
            return transactions.required(() -> new ContactQuery(filter).page(em(), page, order));
        }
        String words = text;
        Order order = page.order(RELEVANCE, "name", "createdAt", "updatedAt");
        return transactions.required(() -> order.field().equals(RELEVANCE)
                ? new ContactSearch(filter, words, index, em()).page(page)
                : new ContactQuery(filter).matching(words, index).page(em(), page, order));
    }

    /** Some contacts in the order they are asked for, archived ones too; what there is not is left out. */
    public List<Contact> all(List<Id> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return transactions.required(() -> {
            Map<Id, Contact> found = em().createQuery("select c from Contact c where c.id in :ids", ContactEntity.class)
                    .setParameter("ids", ids.stream().map(Id::value).toList())
                    .getResultStream()
                    .map(ContactEntity::toContact)
                    .collect(Collectors.toMap(Contact::id, Function.identity()));
            return ids.stream().filter(found::containsKey).map(found::get).toList();
        });
    }

    /** The best contacts in use that match a text. It costs no more the more of them there are. */
    List<Contact> matching(String text, int limit) {
        ContactFilter filter = new ContactFilter(text, null, null, null, null, false);
        return list(filter, new PageRequest(limit, RELEVANCE, null)).items();
    }

    @Override
    public Contact create(ContactDraft draft) {
        return transactions.required(() -> {
            ContactDraft normal = normalise(draft, Map.of());
            refuseTaken(normal, null);
            ContactEntity contact = new ContactEntity(Id.next(), normal, now());
            em().persist(contact);
            em().flush(); // gives it its version
            index.add(contact.id(), normal);
            Contact made = contact.toContact();
            news.created(made);
            return made;
        });
    }

    @Override
    public Contact update(Id id, @Nullable IfMatch seen, ContactDraft draft) {
        return transactions.required(() -> {
            ContactEntity contact = writable(id);
            IfMatch.require(seen, contact.version());
            ContactDraft old = contact.toDraft();
            ContactDraft normal = normalise(draft, old.custom());
            if (old.equals(normal)) {
                return contact.toContact();
            }
            refuseTaken(normal, contact);
            contact.replace(normal, now());
            index.replace(id, old, normal);
            return changed(contact, false, "crm.contact.update", Map.of("fields", Differences.between(old, normal)));
        });
    }

    /** What is stored of a draft; the organisation's own fields are read only where there are values of them. */
    private ContactDraft normalise(ContactDraft draft, Map<String, String> had) {
        List<CustomField> own = draft.custom().isEmpty() && had.isEmpty() ? List.of() : fields.list();
        return ContactRules.normalise(draft, organizations.current(), own, had);
    }

    @Override
    public void archive(Id id) {
        set(id, true, "crm.contact.archive", ContactEntity::archive);
    }

    @Override
    public Contact restore(Id id) {
        return set(id, false, "crm.contact.restore", ContactEntity::restore);
    }

    /**
     * Takes the personal data out of a contact for good. Inside a transaction that erases what belongs to it, too.
     *
     * @param madeUp the name it has from then on
     * @param details for the audit trail
     * @throws ProblemException 404 if there is no such contact; 409 if it was erased before
     */
    public Contact erase(Id id, String madeUp, Map<String, ?> details) {
        return transactions.required(() -> {
            ContactEntity contact = entity(id);
            refuseErased(contact);
            ContactDraft old = contact.toDraft();
            contact.erase(madeUp, now());
            index.replace(id, old, contact.toDraft());
            return changed(contact, false, "crm.contact.erase", details);
        });
    }

    private Contact set(Id id, boolean archived, String action, BiConsumer<ContactEntity, Instant> change) {
        return transactions.required(() -> {
            ContactEntity contact = entity(id);
            if (contact.isArchived() == archived) {
                return contact.toContact();
            }
            if (archived) {
                refuseErased(contact);
            } else {
                writable(id);
            }
            change.accept(contact, now());
            return changed(contact, !archived, action, Map.of());
        });
    }

    private Contact changed(ContactEntity entity, boolean back, String action, Map<String, ?> details) {
        em().flush(); // gives it its version
        Contact contact = entity.toContact();
        news.changed(contact, back, action, details);
        return contact;
    }

    @Override
    public ContactSummary summary(Id id) {
        return transactions.required(() -> {
            entity(id);
            return Summaries.of(em(), id, organizations.current().currency());
        });
    }

    @Override
    public ContactGrowth growth() {
        ZoneId zone = organizations.current().zone();
        YearMonth month = YearMonth.now(zone);
        Instant begin = month.atDay(1).atStartOfDay(zone).toInstant();
        Instant next = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        Instant before = month.minusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        return transactions.required(() -> new ContactGrowth(added(begin, next), added(before, begin)));
    }

    private long added(Instant from, Instant until) {
        return em().createQuery(
                        "select count(c) from Contact c where c.archivedAt is null and c.createdAt >= :from"
                                + " and c.createdAt < :until",
                        Long.class)
                .setParameter("from", from)
                .setParameter("until", until)
                .getSingleResult();
    }

    /** Holds the lock and looks whether another contact has the tax id or the e-mail. */
    private void refuseTaken(ContactDraft wanted, @Nullable ContactEntity self) {
        @Nullable ContactDraft old = self == null ? null : self.toDraft();
        @Nullable String taxId = old != null && Objects.equals(old.taxId(), wanted.taxId()) ? null : wanted.taxId();
        @Nullable String email = old != null && Objects.equals(old.email(), wanted.email()) ? null : wanted.email();
        if (taxId == null && email == null) {
            return;
        }
        directory.lock();
        if (taxId != null) {
            findBy("taxId", taxId)
                    .filter(other ->
                            !released(other, self, draft -> draft.edit().taxId(null)))
                    .ifPresent(other -> {
                        throw taken("taxId", "crm.contact.tax-id-taken", taxId, standingFor(other));
                    });
        }
        if (email != null) {
            findBy("email", email)
                    .filter(other ->
                            !released(other, self, draft -> draft.edit().email(null)))
                    .ifPresent(other -> {
                        throw taken("email", "crm.contact.email-taken", email, standingFor(other));
                    });
        }
    }

    /** What a contact kept that was merged into this one is this one's to take back. */
    private boolean released(
            ContactEntity holder, @Nullable ContactEntity self, Function<ContactDraft, ContactDraftEditor> without) {
        if (self == null || holder == self || !standing.of(holder.id()).equals(self.id())) {
            return false;
        }
        ContactDraft old = holder.toDraft();
        ContactDraft left = without.apply(old).build();
        holder.replace(left, now());
        index.replace(holder.id(), old, left);
        changed(holder, false, "crm.contact.update", Map.of("fields", Differences.between(old, left)));
        return true;
    }

    private static ProblemException taken(String field, String code, String value, Contact other) {
        return ProblemException.conflict(
                field, code, Map.of("value", value, "contactId", other.id().toString(), "contact", other.name()));
    }

    private static void refuseErased(ContactEntity contact) {
        if (contact.isErased()) {
            throw ProblemException.conflict("crm.contact.erased", Map.of());
        }
    }

    private ContactEntity entity(Id id) {
        @Nullable ContactEntity contact = em().find(ContactEntity.class, id.value());
        if (contact == null) {
            throw notFound(id);
        }
        return contact;
    }

    /** A contact that may be changed. */
    private ContactEntity writable(Id id) {
        ContactEntity contact = entity(id);
        refuseErased(contact);
        if (contact.isMerged()) {
            throw merged(standingFor(contact));
        }
        return contact;
    }

    private static ProblemException merged(Contact into) {
        return ProblemException.conflict(
                "crm.contact.merged", Map.of("contactId", into.id().toString(), "contact", into.name()));
    }

    private static ProblemException notFound(Id id) {
        return ProblemException.notFound("crm.contact.not-found", id);
    }

    private EntityManager em() {
        return transactions.entityManager(unit);
    }

    /** To the microsecond, which is what both databases keep. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
