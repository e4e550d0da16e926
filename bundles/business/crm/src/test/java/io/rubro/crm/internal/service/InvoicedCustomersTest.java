package io.rubro.crm.internal.service;

import static io.rubro.crm.internal.service.Crm.ARGENTINA;
import static io.rubro.crm.internal.service.Crm.SPAIN;
import static io.rubro.crm.internal.service.Crm.company;
import static io.rubro.crm.internal.service.Crm.page;
import static io.rubro.crm.internal.service.Crm.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.Customer;
import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceKind;
import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvoicedCustomersTest extends BillingLinkFixture {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_contact_the_invoice_was_made_from_wins(TestDatabase database) {
        start(database);
        Contact chosen = create(company("Acme", null, null));
        Contact byEmail = create(company("Otra", null, "info@acme.com"));
        issue(customer(chosen.id(), "Acme Corp", "B12345674", "info@acme.com"));
        assertThat(timeline(chosen.id())).hasSize(1);
        assertThat(timeline(byEmail.id())).isEmpty();
        Contact now = crm.in(() -> crm.contacts.get(chosen.id()));
        assertThat(now.taxId()).as("what was not known is noted").isEqualTo("B12345674");
        assertThat(now.email()).as("another's address stays theirs").isNull();
        assertThat(now.name()).isEqualTo("Acme");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_contact_of_another_organisation_is_never_used(TestDatabase database) {
        start(database);
        Contact foreign = Tenant.call(ARGENTINA, () -> crm.contacts.create(company("Acme", null, "info@acme.com")));
        issue(customer(foreign.id(), "Acme", null, "info@acme.com"));
        assertThat(only().id()).isNotEqualTo(foreign.id());
        assertThat(Tenant.call(ARGENTINA, () -> crm.interactions.timeline(foreign.id(), page()))
                        .items())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_tax_id_goes_before_the_email(TestDatabase database) {
        start(database);
        Contact byTaxId = create(company("Acme", "B12345674", null));
        create(company("Otra", null, "info@acme.com"));
        issue(customer(null, "Otra", "ES B-12345674", "info@acme.com"));
        assertThat(timeline(byTaxId.id())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void two_tax_ids_with_one_email_are_two_customers(TestDatabase database) {
        start(database);
        Contact first = create(company("Uno SL", "B12345674", "gestor@example.com"));
        issue(customer(null, "Dos SL", "A58818501", "gestor@example.com"));
        issue(customer(null, "Dos SL", "A58818501", "gestor@example.com"));
        assertThat(all()).extracting(Contact::name).containsExactly("Dos SL", "Uno SL");
        Contact second = all().get(0);
        assertThat(second.taxId()).isEqualTo("A58818501");
        assertThat(second.email()).isNull();
        assertThat(timeline(second.id())).hasSize(2);
        assertThat(timeline(first.id())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_email_finds_the_contact_and_its_tax_id_is_noted(TestDatabase database) {
        start(database);
        Contact acme = create(company("Acme", null, "info@acme.com"));
        issue(customer(null, "ACME CORP S.L.", "B12345674", "Info@Acme.com"));
        Contact now = only();
        assertThat(now.id()).isEqualTo(acme.id());
        assertThat(now.taxId()).isEqualTo("B12345674");
        assertThat(now.status()).isEqualTo(ContactStatus.ACTIVE);
        assertThat(now.roles()).containsExactly(ContactRole.CUSTOMER);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_company_typed_by_hand_is_found_by_its_name(TestDatabase database) {
        start(database);
        Contact acme = create(company("acme  CÓRP", null, null));
        issue(customer(null, "Acme Corp", null, "info@acme.com"));
        assertThat(only().id()).isEqualTo(acme.id());
        assertThat(only().email()).isEqualTo("info@acme.com");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_same_name_with_another_email_tax_id_or_letter_is_another_customer(TestDatabase database) {
        start(database);
        create(company("Peña SL", null, "uno@example.com"));
        issue(customer(null, "Peña SL", null, "dos@example.com"));
        assertThat(all()).hasSize(2);
        issue(customer(null, "Pena SL", null, "tres@example.com"));
        assertThat(all()).hasSize(3);
        create(company("Otra SL", "B12345674", null));
        issue(customer(null, "Otra SL", "A58818501", null));
        assertThat(all()).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void people_are_not_taken_for_each_other_because_of_their_name(TestDatabase database) {
        start(database);
        Contact known = create(person("Juan García", "12345678Z", "juan@example.com"));
        issue(customer(null, "Juan García", null, "otro@example.com"));
        issue(customer(null, "Juan García", null, null));
        assertThat(timeline(known.id())).isEmpty();
        issue(customer(null, "Juan García", "00000000T", null));
        assertThat(timeline(known.id())).isEmpty();
        assertThat(all()).hasSize(4);
        assertThat(crm.in(() -> crm.contacts.findByTaxId("00000000T"))
                        .orElseThrow()
                        .kind())
                .isEqualTo(ContactKind.PERSON);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void invoices_with_nothing_but_a_name_go_to_one_contact(TestDatabase database) {
        start(database);
        create(person("Ana", null, null));
        create(person("Ana", null, null));
        issue(customer(null, "Ana", null, null));
        issue(customer(null, "ANA", null, null));
        assertThat(all()).as("neither of the two, and always the same third").hasSize(3);
        assertThat(all().stream().map(contact -> timeline(contact.id()).size())).containsExactly(0, 0, 2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void keys_that_are_not_valid_identify_nobody_and_park_nothing(TestDatabase database) {
        start(database);
        InvoiceIssued invoice = new InvoiceIssued(
                Id.next(),
                InvoiceKind.INVOICE,
                "F-1",
                LocalDate.of(2026, 11, 15),
                null,
                new Customer(
                        null,
                        "Bad\u0000 Name " + "x".repeat(189) + "\uD83D\uDE00",
                        "B12345678",
                        "nobody",
                        "y".repeat(400),
                        "ZZ"),
                "EUR",
                BigDecimal.ZERO,
                new BigDecimal("10"),
                null);
        crm.deliver(SPAIN, invoice, FIVE_DAYS_AGO);
        Contact contact = only();
        assertThat(contact.taxId()).isNull();
        assertThat(contact.email()).isNull();
        assertThat(contact.country()).isNull();
        assertThat(contact.address()).hasSize(300);
        assertThat(contact.name()).isEqualTo("Bad  Name " + "x".repeat(189));
        assertThat(timeline(contact.id())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_archived_contact_that_buys_comes_back_and_a_blocked_one_stays_blocked(TestDatabase database) {
        start(database);
        Contact archived = create(company("Acme", null, "info@acme.com"));
        ContactDraft draft = company("Moroso", null, "moroso@example.com");
        Contact blocked = create(new ContactDraft(
                draft.kind(),
                draft.roles(),
                ContactStatus.BLOCKED,
                draft.name(),
                null,
                draft.email(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Set.of()));
        Tenant.run(SPAIN, () -> crm.contacts.archive(archived.id()));
        issue(customer(null, "Acme", null, "info@acme.com"));
        issue(customer(null, "Moroso", null, "moroso@example.com"));
        assertThat(all()).extracting(Contact::id).containsExactly(archived.id(), blocked.id());
        assertThat(all().get(1).status()).isEqualTo(ContactStatus.BLOCKED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void invoices_to_one_new_customer_at_the_same_time_make_one_contact(TestDatabase database) throws Exception {
        start(database);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> deliveries = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                deliveries.add(threads.submit(() -> issue(customer(null, "Solo Nombre SL", null, null))));
                deliveries.add(threads.submit(() -> issue(customer(null, "Acme Corp", null, "info@acme.com"))));
            }
            for (Future<?> delivery : deliveries) {
                delivery.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(all()).extracting(Contact::name).containsExactly("Acme Corp", "Solo Nombre SL");
        assertThat(all())
                .allSatisfy(contact -> assertThat(timeline(contact.id())).hasSize(8));
    }
}
