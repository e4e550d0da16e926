package io.rubro.crm.internal.service;

import static io.rubro.crm.internal.service.Crm.ARGENTINA;
import static io.rubro.crm.internal.service.Crm.company;
import static io.rubro.crm.internal.service.Crm.page;
import static io.rubro.crm.internal.service.Crm.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactCreated;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.ContactGrowth;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.ContactUpdated;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JpaContactsTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    private Crm crm;

    private void start(TestDatabase database) {
        crm = new Crm(database);
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private Contact create(ContactDraft draft) {
        return crm.in(() -> crm.contacts.create(draft));
    }

    private Contact update(Contact contact, ContactDraft draft) {
        return crm.in(() -> crm.contacts.update(contact.id(), new IfMatch(contact.version()), draft));
    }

    private static ProblemException problem(Callable<?> work) {
        return catchThrowableOfType(ProblemException.class, work::call);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_contact_is_stored_in_its_normal_form(TestDatabase database) {
        start(database);
        Contact made = create(new ContactDraft(
                ContactKind.COMPANY,
                Set.of(ContactRole.CUSTOMER, ContactRole.SUPPLIER),
                ContactStatus.ACTIVE,
                "  Peña e Hijos, S.L. ",
                "es-b12345674",
                " Info@Pena.ES ",
                "+34 600 11 22 33",
                " ",
                null,
                "León",
                null,
                null,
                null,
                Set.of("VIP", " vip ", "Moroso")));
        Contact read = crm.in(() -> crm.contacts.get(made.id()));
        assertThat(read).isEqualTo(made);
        assertThat(read.name()).isEqualTo("Peña e Hijos, S.L.");
        assertThat(read.taxId()).isEqualTo("B12345674");
        assertThat(read.country()).isEqualTo("ES");
        assertThat(read.email()).isEqualTo("info@pena.es");
        assertThat(read.phone()).isEqualTo("+34 600 11 22 33");
        assertThat(read.address()).isNull();
        assertThat(read.roles()).containsExactlyInAnyOrder(ContactRole.CUSTOMER, ContactRole.SUPPLIER);
        assertThat(read.tags()).containsExactlyInAnyOrder("vip", "moroso");
        assertThat(read.createdAt()).isEqualTo(read.updatedAt());
        assertThat(crm.in(() -> crm.contacts.findByEmail("INFO@pena.es"))).contains(read);
        assertThat(crm.in(() -> crm.contacts.findByTaxId("B-12345674"))).contains(read);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void every_change_is_announced_and_audited_without_personal_data(TestDatabase database) {
        start(database);
        Contact made = create(company("Acme", null, null));
        Contact changed = update(made, company("Acme", null, "a@acme.com"));
        crm.in(() -> {
            crm.contacts.archive(made.id());
            crm.contacts.archive(made.id());
            return crm.contacts.restore(made.id());
        });
        assertThat(crm.events)
                .containsExactly(
                        new ContactCreated(made.id(), ContactKind.COMPANY, ContactStatus.PROSPECT, "Acme"),
                        new ContactUpdated(changed.id(), ContactKind.COMPANY, ContactStatus.PROSPECT, "Acme", false),
                        new ContactUpdated(changed.id(), ContactKind.COMPANY, ContactStatus.PROSPECT, "Acme", true),
                        new ContactUpdated(changed.id(), ContactKind.COMPANY, ContactStatus.PROSPECT, "Acme", false));
        assertThat(crm.trail)
                .extracting(Crm.Entry::action)
                .containsExactly(
                        "crm.contact.create", "crm.contact.update", "crm.contact.archive", "crm.contact.restore");
        assertThat(crm.trail.get(1).details()).isEqualTo(Map.of("fields", List.of("email")));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_tax_id_or_email_in_use_is_refused_and_the_other_contact_named(TestDatabase database) {
        start(database);
        Contact acme = create(company("Acme", "B12345674", "info@acme.com"));
        ProblemException sameTaxId = problem(() -> create(company("Otra", "B12345674", null)));
        assertThat(sameTaxId.status()).isEqualTo(409);
        assertThat(sameTaxId.code()).isEqualTo("crm.contact.tax-id-taken");
        assertThat(sameTaxId.args())
                .containsEntry("contactId", acme.id().toString())
                .containsEntry("contact", "Acme");
        assertThat(sameTaxId.errors()).extracting(FieldError::field).containsExactly("taxId");
        ProblemException sameEmail = problem(() -> create(company("Otra", null, "INFO@ACME.COM")));
        assertThat(sameEmail.code()).isEqualTo("crm.contact.email-taken");
        assertThat(sameEmail.args()).containsEntry("contactId", acme.id().toString());

        Contact other = create(company("Otra", null, null));
        assertThat(problem(() -> update(other, company("Otra", null, "info@acme.com")))
                        .status())
                .isEqualTo(409);
        crm.in(() -> {
            crm.contacts.archive(acme.id());
            return null;
        });
        assertThat(problem(() -> create(company("Otra", "B12345674", null))).status())
                .as("an archived contact keeps its tax id")
                .isEqualTo(409);
        assertThat(update(crm.in(() -> crm.contacts.get(acme.id())), company("Acme 2", "B12345674", "info@acme.com")))
                .as("its own values are not in its way")
                .extracting(Contact::name)
                .isEqualTo("Acme 2");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void contacts_without_tax_id_and_email_may_be_many(TestDatabase database) {
        start(database);
        create(person("Ana", null, null));
        create(person("Ana", null, null));
        assertThat(crm.in(() -> crm.contacts.list(ContactFilter.ALL, page())).items())
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void of_many_that_create_the_same_customer_at_once_one_wins(TestDatabase database) throws Exception {
        start(database);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> outcomes = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                outcomes.add(threads.submit(() -> {
                    try {
                        return create(company("Acme", null, "info@acme.com")).name();
                    } catch (ProblemException refused) {
                        return refused.code();
                    }
                }));
            }
            List<String> results = new ArrayList<>();
            for (Future<String> outcome : outcomes) {
                results.add(outcome.get());
            }
            assertThat(results).containsOnlyOnce("Acme");
            assertThat(results).filteredOn("crm.contact.email-taken"::equals).hasSize(15);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_update_needs_the_version_that_is_stored(TestDatabase database) {
        start(database);
        Contact made = create(company("Acme", null, null));
        Contact changed = update(made, company("Acme 2", null, null));
        assertThat(changed.version()).isGreaterThan(made.version());
        assertThat(problem(() -> update(made, company("Acme 3", null, null))).status())
                .isEqualTo(412);
        assertThat(problem(() -> crm.in(() -> crm.contacts.update(made.id(), null, company("Acme 3", null, null))))
                        .status())
                .isEqualTo(428);
        assertThat(crm.in(() -> crm.contacts.get(made.id())).name()).isEqualTo("Acme 2");
        assertThat(update(changed, company("Acme 2", null, null)))
                .as("saying the same again changes nothing")
                .isEqualTo(changed);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void another_organisation_sees_and_changes_nothing(TestDatabase database) {
        start(database);
        Contact made = create(company("Acme", "B12345674", "info@acme.com"));
        Id id = made.id();
        Tenant.run(ARGENTINA, () -> {
            assertThat(crm.contacts.find(id)).isEmpty();
            assertThat(problem(() -> crm.contacts.get(id)).status()).isEqualTo(404);
            assertThat(problem(() -> crm.contacts.update(id, new IfMatch(-1), company("Mía", null, null)))
                            .status())
                    .isEqualTo(404);
            assertThatThrownBy(() -> crm.contacts.archive(id)).isInstanceOf(ProblemException.class);
            assertThat(problem(() -> crm.contacts.restore(id)).status()).isEqualTo(404);
            assertThat(problem(() -> crm.contacts.summary(id)).status()).isEqualTo(404);
            assertThat(crm.contacts.findByEmail("info@acme.com")).isEmpty();
            assertThat(crm.contacts.list(ContactFilter.ALL, page()).items()).isEmpty();
            assertThat(crm.contacts
                            .create(company("Acme", null, "info@acme.com"))
                            .email())
                    .as("uniqueness is per organisation")
                    .isEqualTo("info@acme.com");
        });
        assertThat(crm.in(() -> crm.contacts.get(id))).isEqualTo(made);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void lists_are_filtered_by_words_kind_role_status_and_tag(TestDatabase database) {
        start(database);
        create(company("Carnicería Núñez", "B12345674", "hola@nunez.es"));
        create(person("Ana 100%", null, "ana@example.com"));
        Contact juan = create(new ContactDraft(
                ContactKind.PERSON,
                Set.of(ContactRole.STAFF, ContactRole.CUSTOMER),
                ContactStatus.ACTIVE,
                "Juan Núñez",
                null,
                null,
                "600-112-233",
                null,
                null,
                null,
                null,
                null,
                null,
                Set.of("vip")));
        assertThat(names(new ContactFilter("NUNEZ", null, null, null, null, false)))
                .containsExactly("Carnicería Núñez", "Juan Núñez");
        assertThat(names(new ContactFilter("juan  nuñez", null, null, null, null, false)))
                .containsExactly("Juan Núñez");
        assertThat(names(new ContactFilter("b-12345674", null, null, null, null, false)))
                .containsExactly("Carnicería Núñez");
        assertThat(names(new ContactFilter("600112233", null, null, null, null, false)))
                .containsExactly("Juan Núñez");
        assertThat(names(new ContactFilter("EXAMPLE.com", null, null, null, null, false)))
                .containsExactly("Ana 100%");
        assertThat(names(new ContactFilter("600 11", null, null, null, null, false)))
                .as("a number as it is being typed")
                .containsExactly("Juan Núñez");
        assertThat(names(new ContactFilter("nuñez ju", null, null, null, null, false)))
                .as("words in any order, the last one begun")
                .containsExactly("Juan Núñez");
        assertThat(names(new ContactFilter("100%", null, null, null, null, false)))
                .containsExactly("Ana 100%");
        assertThat(names(new ContactFilter("1%", null, null, null, null, false)))
                .as("a wildcard is an ordinary character")
                .isEmpty();
        assertThat(names(new ContactFilter("a_a", null, null, null, null, false)))
                .isEmpty();
        assertThat(names(new ContactFilter("' or 1=1 --", null, null, null, null, false)))
                .isEmpty();
        assertThat(names(new ContactFilter(null, ContactKind.PERSON, null, null, null, false)))
                .containsExactly("Ana 100%", "Juan Núñez");
        assertThat(names(new ContactFilter(null, null, ContactRole.STAFF, null, null, false)))
                .containsExactly("Juan Núñez");
        assertThat(names(new ContactFilter(null, null, null, ContactStatus.ACTIVE, null, false)))
                .containsExactly("Juan Núñez");
        assertThat(names(new ContactFilter(null, null, null, null, "VIP", false)))
                .containsExactly("Juan Núñez");
        assertThat(names(new ContactFilter(null, null, null, null, "vi", false)))
                .isEmpty();
        crm.in(() -> {
            crm.contacts.archive(juan.id());
            return null;
        });
        assertThat(names(ContactFilter.ALL)).doesNotContain("Juan Núñez");
        assertThat(names(new ContactFilter(null, null, null, null, null, true))).containsExactly("Juan Núñez");
    }

    private List<String> names(ContactFilter filter) {
        return crm.in(() -> crm.contacts.list(filter, page())).items().stream()
                .map(Contact::name)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void pages_follow_each_other_without_gap_or_repetition(TestDatabase database) {
        start(database);
        List<Contact> all = new ArrayList<>();
        for (String name : List.of("c", "a", "b", "a", "Á", "d", "b")) {
            all.add(create(company(name, null, null)));
        }
        for (String sort : List.of("name", "-name", "createdAt", "-createdAt", "updatedAt", "-updatedAt")) {
            List<Id> seen = new ArrayList<>();
            String cursor = null;
            do {
                PageRequest request = new PageRequest(2, sort, cursor);
                Page<Contact> page = crm.in(() -> crm.contacts.list(ContactFilter.ALL, request));
                assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
                page.items().forEach(contact -> seen.add(contact.id()));
                cursor = page.next();
            } while (cursor != null);
            assertThat(seen).as(sort).doesNotHaveDuplicates().hasSize(all.size());
            if (sort.equals("createdAt")) {
                assertThat(seen).isEqualTo(all.stream().map(Contact::id).toList());
            }
        }
        assertThat(crm.in(() -> crm.contacts.list(ContactFilter.ALL, page())).items().stream()
                        .map(contact -> contact.name().toLowerCase()))
                .containsExactly("a", "a", "á", "b", "b", "c", "d");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_wrong_order_or_cursor_is_refused(TestDatabase database) {
        start(database);
        Stream.of(
                        new PageRequest(50, "email", null),
                        new PageRequest(50, null, "nonsense"),
                        new PageRequest(50, "createdAt", PageRequest.cursor("createdAt", "yesterday", "0000000000001")),
                        new PageRequest(50, "createdAt", PageRequest.cursor("name", "a", "0000000000001")),
                        new PageRequest(50, null, PageRequest.cursor("name", "a", "!")),
                        new PageRequest(0, null, null))
                .forEach(
                        request -> assertThat(problem(() -> crm.in(() -> crm.contacts.list(ContactFilter.ALL, request)))
                                        .status())
                                .isEqualTo(422));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void all_wrong_fields_are_named_at_once_and_nothing_is_stored(TestDatabase database) {
        start(database);
        ProblemException refused = problem(() -> create(new ContactDraft(
                ContactKind.PERSON,
                Set.of(),
                ContactStatus.ACTIVE,
                " ",
                "B12345678",
                "not an address",
                "none",
                "x".repeat(301),
                null,
                null,
                "ES",
                "a\u0001b",
                null,
                Set.of("a|b"))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("name", "taxId", "email", "phone", "address", "sector", "tags");
        assertThat(crm.in(() -> crm.contacts.list(ContactFilter.ALL, page())).items())
                .isEmpty();
        assertThat(crm.events).isEmpty();
        assertThat(crm.trail).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_longest_texts_allowed_fit(TestDatabase database) {
        start(database);
        Contact made = create(new ContactDraft(
                ContactKind.PERSON,
                Set.of(ContactRole.values()),
                ContactStatus.BLOCKED,
                "ñ".repeat(200),
                "FR" + "9".repeat(18),
                "x".repeat(60) + "@" + "y".repeat(180) + ".example",
                "1".repeat(40),
                "á".repeat(300),
                "1".repeat(20),
                "c".repeat(100),
                "FR",
                "s".repeat(100),
                "€".repeat(4000),
                Set.copyOf(Stream.iterate(10, n -> n + 1)
                        .limit(20)
                        .map(n -> "t".repeat(38) + n)
                        .toList())));
        assertThat(crm.in(() -> crm.contacts.get(made.id()))).isEqualTo(made);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_contacts_in_use_are_counted_by_the_months_of_the_organisation(TestDatabase database) {
        start(database);
        Instant month = YearMonth.now(MADRID).atDay(1).atStartOfDay(MADRID).toInstant();
        Instant before = YearMonth.now(MADRID)
                .minusMonths(1)
                .atDay(1)
                .atStartOfDay(MADRID)
                .toInstant();
        created("ahora", Instant.now());
        created("el primero", month);
        created("el último del anterior", month.minusMillis(1));
        created("el primero del anterior", before);
        created("hace más", before.minusMillis(1));
        Contact archived = created("archivado", month);
        crm.in(() -> {
            crm.contacts.archive(archived.id());
            return null;
        });
        Tenant.call(Crm.ARGENTINA, () -> crm.contacts.create(company("Ajena", null, null)));
        assertThat(crm.in(crm.contacts::growth)).isEqualTo(new ContactGrowth(2, 2));
    }

    private Contact created(String name, Instant at) {
        return crm.in(() -> crm.platform.transactions().required(() -> {
            Contact made = crm.contacts.create(company(name, null, null));
            crm.platform
                    .sql()
                    .update(
                            "update crm.contact set created_at = ? where organization_id = {org} and id = ?",
                            at,
                            made.id());
            return made;
        }));
    }
}
