package io.rubro.crm.internal.service;

import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.internal.calendar.Attendees;
import io.rubro.crm.internal.calendar.Cancellations;
import io.rubro.crm.internal.calendar.InvitationTexts;
import io.rubro.crm.internal.custom.SqlCustomFields;
import io.rubro.crm.internal.duplicates.ContactKeys;
import io.rubro.crm.internal.duplicates.Duplicates;
import io.rubro.crm.internal.health.HealthParts;
import io.rubro.crm.internal.interactions.JpaInteractions;
import io.rubro.crm.internal.interactions.MirroredRecords;
import io.rubro.crm.internal.interactions.Participants;
import io.rubro.crm.internal.interactions.Staff;
import io.rubro.crm.internal.merging.MergeLog;
import io.rubro.crm.internal.merging.Merges;
import io.rubro.crm.internal.merging.Pair;
import io.rubro.crm.internal.merging.Parts;
import io.rubro.crm.internal.merging.Unmerge;
import io.rubro.crm.internal.words.ContactWords;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventHistory;
import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.events.EventType;
import io.rubro.platform.events.Events;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.Colleague;
import io.rubro.platform.security.Colleagues;
import io.rubro.platform.tenancy.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.persistence.EntityManagerFactory;

/** The CRM on a real database, with what surrounds it played by records of what it was told. */
public final class Crm implements AutoCloseable {

    public static final Id SPAIN = new Id(1);
    public static final Id ARGENTINA = new Id(2);
    public static final Id ENGLISH = new Id(3);

    /** Who works in every organisation. */
    public static final Colleague ANA = new Colleague(new Id(11), "Ana", "ana@uno.example");

    public static final Colleague BLAS = new Colleague(new Id(12), "Blas", "blas@uno.example");

    /** One entry of the audit trail. */
    public record Entry(String action, String recordType, Id record, Map<String, ?> details) {}

    public final TestPlatform platform;
    public final ContactWords words;
    public final SqlCustomFields fields;
    public final OpenContacts open;
    public final JpaContacts contacts;
    public final JpaInteractions interactions;
    public final BillingTimeline timeline;
    public final List<DomainEvent> events = new CopyOnWriteArrayList<>();
    public final List<Entry> trail = new CopyOnWriteArrayList<>();
    public final RecordedLive live = new RecordedLive();
    public final Participants participants;
    public final Attendees attendees;
    public final InvitationTexts invitationTexts;
    public final Cancellations cancellations;
    public final MirroredRecords mirrored;
    public final Organizations organizations = new FixedOrganizations();
    public final Messages messages = new FileMessages();
    public final FixedColleagues colleagues = new FixedColleagues();
    public final Audit audit = (action, type, id, details) -> trail.add(new Entry(action, type, id, details));
    public final Events journal = events::add;
    public final HealthParts health;
    public final History history = new History();
    public final Directory directory;
    public final Standing standing;
    public final ContactKeys keys;
    public final ContactNews news;
    public final Duplicates duplicates;
    public final Parts parts = new Parts();
    public final Merges merges;
    public final Unmerge unmerge;
    public final MergeLog mergeLog;

    public Crm(TestDatabase database) {
        platform = database.start();
        platform.migrate("crm", "db/changelog.xml");
        EntityManagerFactory unit = platform.unit("crm");
        SchemaReady schema = platform.schema("crm");
        directory = new Directory(platform.sql());
        words = new ContactWords(platform.sql(), schema);
        fields = new SqlCustomFields(platform.transactions(), platform.sql(), directory, audit, live, schema);
        open = new OpenContacts(platform.sql(), schema);
        standing = new Standing(platform.sql(), schema);
        keys = new ContactKeys(platform.sql(), organizations, schema);
        news = new ContactNews(keys, journal, audit, live);
        contacts = new JpaContacts(
                platform.transactions(), unit, schema, directory, words, organizations, fields, standing, news);
        participants = new Participants(platform.sql(), schema);
        attendees = new Attendees(platform.sql(), participants, schema);
        invitationTexts = new InvitationTexts(attendees, colleagues, organizations);
        cancellations = new Cancellations(platform.sql(), invitationTexts, schema);
        mirrored = new MirroredRecords(platform.sql(), audit, live, schema);
        interactions = new JpaInteractions(
                platform.transactions(),
                unit,
                schema,
                contacts,
                standing,
                organizations,
                participants,
                new Staff(colleagues),
                cancellations,
                audit,
                live);
        InvoicedCustomers customers =
                new InvoicedCustomers(platform.transactions(), unit, schema, contacts, directory, organizations);
        health = new HealthParts(platform, directory, organizations, messages, contacts);
        timeline = new BillingTimeline(customers, mirrored, standing, organizations, messages, health.projection);
        duplicates = new Duplicates(platform.transactions(), platform.sql(), contacts, keys, audit, live);
        Pair pairs = new Pair(platform.transactions(), platform.sql(), unit, words, schema);
        merges = new Merges(platform.transactions(), platform.sql(), pairs, directory, parts, news, journal);
        unmerge = new Unmerge(platform.transactions(), platform.sql(), pairs, directory, parts, news, journal);
        mergeLog = new MergeLog(platform.transactions(), platform.sql(), contacts);
    }

    /** Works for the Spanish organisation. */
    public <T> T in(Callable<T> work) {
        return Tenant.call(SPAIN, work);
    }

    /**
     * Delivers an event as the journal does: for its organisation, in a transaction. The same event delivered again keeps its
     * place in the journal.
     */
    public void deliver(Id organization, DomainEvent event, Instant at) {
        deliver(timeline, organization, event, at);
    }

    /** Delivers an event to a subscriber as the journal does. */
    public void deliver(EventSubscriber subscriber, Id organization, DomainEvent event, Instant at) {
        deliver(subscriber, List.of(history.publish(organization, event, at)));
    }

    /** Delivers events of one organisation to a subscriber, in one transaction. */
    public void deliver(EventSubscriber subscriber, List<? extends JournalEvent> deliveries) {
        Tenant.run(
                deliveries.get(0).organization(), () -> platform.transactions().required(() -> {
                    for (JournalEvent delivery : deliveries) {
                        subscriber.on(delivery);
                    }
                    return true;
                }));
    }

    /** Works for the Spanish organisation as one of those who work there. */
    public <T> T as(Colleague who, Callable<T> work) {
        return new Caller(Caller.Kind.USER, who.id(), who.email(), SPAIN, Set.of("*"), Caller.DEFAULT_LOCALE)
                .call(work);
    }

    public static ContactDraft company(String name, String taxId, String email) {
        return new ContactDraft(
                ContactKind.COMPANY,
                Set.of(ContactRole.LEAD),
                ContactStatus.PROSPECT,
                name,
                taxId,
                email,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Set.of());
    }

    public static ContactDraft person(String name, String taxId, String email) {
        ContactDraft d = company(name, taxId, email);
        return new ContactDraft(
                ContactKind.PERSON,
                Set.of(),
                d.status(),
                name,
                taxId,
                email,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Set.of());
    }

    public static PageRequest page() {
        return new PageRequest(50, null, null);
    }

    @Override
    public void close() {
        platform.close();
    }

    private static final class FixedOrganizations implements Organizations {
        private static final Map<Id, Organization> ALL = Map.of(
                SPAIN,
                new Organization(SPAIN, "Uno", "Uno SL", "B12345674", "ES", "EUR", "Europe/Madrid", "es-ES", null, 1),
                ARGENTINA,
                new Organization(
                        ARGENTINA,
                        "Dos",
                        "Dos SRL",
                        null,
                        "AR",
                        "ARS",
                        "America/Argentina/Buenos_Aires",
                        "es-AR",
                        null,
                        1),
                ENGLISH,
                new Organization(ENGLISH, "Three", "Three SL", null, "ES", "EUR", "Europe/Madrid", "en", null, 1));

        @Override
        public Organization current() {
            return ALL.get(Tenant.current());
        }

        @Override
        public List<Id> all() {
            return List.copyOf(ALL.keySet());
        }
    }

    /** Ana and Blas, who may do everything until they leave. */
    public static final class FixedColleagues implements Colleagues {
        private final List<Colleague> there = new CopyOnWriteArrayList<>(List.of(ANA, BLAS));

        /** One of them does not work here any more. */
        public void leaves(Colleague who) {
            there.remove(who);
        }

        @Override
        public List<Colleague> all() {
            return List.copyOf(there);
        }

        @Override
        public Optional<Colleague> find(Id user) {
            return there.stream().filter(who -> who.id().equals(user)).findFirst();
        }

        @Override
        public boolean may(Id user, String permission) {
            return find(user).isPresent();
        }
    }

    /** The module's own files, with the fall-back of the platform. */
    public static final class FileMessages implements Messages {
        private final Map<String, Properties> files = new ConcurrentHashMap<>();

        @Override
        public Optional<String> text(Locale locale, String key, Map<String, Object> args) {
            List<String> suffixes = locale.getLanguage().equals("en")
                    ? List.of("_en", "")
                    : locale.getCountry().equals("AR") ? List.of("_es_AR", "") : List.of("");
            return suffixes.stream()
                    .map(suffix ->
                            files.computeIfAbsent(suffix, FileMessages::read).getProperty(key))
                    .filter(text -> text != null)
                    .findFirst()
                    .map(text -> fill(text, args));
        }

        private static String fill(String text, Map<String, Object> args) {
            String filled = text;
            for (Map.Entry<String, Object> arg : args.entrySet()) {
                filled = filled.replace("{" + arg.getKey() + "}", String.valueOf(arg.getValue()));
            }
            return filled;
        }

        static Properties read(String suffix) {
            Properties texts = new Properties();
            try (InputStream in = Crm.class.getResourceAsStream("/i18n/messages" + suffix + ".properties")) {
                texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return texts;
        }
    }

    /** What was published, in the order of publishing. */
    public static final class History implements EventHistory {
        private final List<Delivery> all = new CopyOnWriteArrayList<>();

        /** Its place is after all others, or where it is already. */
        public synchronized JournalEvent publish(Id organization, DomainEvent event, Instant at) {
            for (Delivery known : all) {
                if (known.event() == event) {
                    return known;
                }
            }
            Delivery delivery = new Delivery(organization, event, at, all.size() + 1);
            all.add(delivery);
            return delivery;
        }

        @Override
        public long head() {
            return all.size();
        }

        @Override
        public List<JournalEvent> read(Set<String> types, long after, int most) {
            return all.stream()
                    .filter(event -> event.position() > after
                            && types.contains(event.type())
                            && event.organization().equals(Tenant.current()))
                    .limit(most)
                    .map(JournalEvent.class::cast)
                    .toList();
        }
    }

    private record Delivery(Id organization, DomainEvent event, Instant at, long position) implements JournalEvent {
        @Override
        public Id id() {
            return new Id(position);
        }

        @Override
        public String type() {
            return event.getClass().getAnnotation(EventType.class).value();
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Id aggregate() {
            return event.aggregate();
        }

        @Override
        public String json() {
            return "{}";
        }

        @Override
        public <T> T payload(Class<T> type) {
            return type.cast(event);
        }
    }
}
