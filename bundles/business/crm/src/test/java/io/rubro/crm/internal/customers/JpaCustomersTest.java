package io.rubro.crm.internal.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.Interaction.Worker;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.crm.customers.Customers.Figures;
import io.rubro.crm.internal.model.ContactEntity;
import io.rubro.crm.internal.model.InteractionEntity;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.tenancy.Tenant;
import java.time.Instant;
import java.util.Set;
import javax.persistence.EntityManagerFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JpaCustomersTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private TestPlatform platform;
    private EntityManagerFactory unit;
    private JpaCustomers customers;
    private int added;

    private void start(TestDatabase database) {
        platform = database.start();
        platform.migrate("crm", "db/changelog.xml");
        unit = platform.unit("crm");
        customers = new JpaCustomers(platform.transactions(), unit, platform.schema("crm"));
    }

    private ContactEntity add(String name, ContactStatus status, ContactRole... roles) {
        ContactDraft draft = ContactDraft.of(ContactKind.COMPANY, name)
                .edit()
                .status(status)
                .roles(Set.of(roles))
                .build();
        ContactEntity contact = new ContactEntity(Id.next(), draft, NOW.plusSeconds(added++));
        persist(contact);
        return contact;
    }

    private void interaction(ContactEntity contact, boolean done) {
        persist(new InteractionEntity(
                Id.next(),
                contact.id(),
                new InteractionDraft(InteractionType.TASK, "Llamar", null, NOW, null, null, done, null, null),
                new Worker(null, "test"),
                null,
                NOW));
    }

    private void persist(Object entity) {
        platform.transactions()
                .run(() -> platform.transactions().entityManager(unit).persist(entity));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void customers_leads_and_contacts_without_a_role_count_and_the_others_do_not(TestDatabase database) {
        start(database);
        Tenant.run(new Id(1), () -> {
            ContactEntity first = add("Zeta", ContactStatus.ACTIVE, ContactRole.CUSTOMER, ContactRole.SUPPLIER);
            add("Proveedor", ContactStatus.ACTIVE, ContactRole.SUPPLIER);
            add("Ana", ContactStatus.ACTIVE, ContactRole.STAFF);
            add("Eta", ContactStatus.PROSPECT, ContactRole.LEAD);
            ContactEntity last = add("Alfa", ContactStatus.INACTIVE);
            ContactEntity gone =
                    new ContactEntity(Id.next(), ContactDraft.of(ContactKind.COMPANY, "Fuera"), NOW.minusSeconds(1));
            gone.archive(NOW);
            persist(gone);
            interaction(first, false);
            interaction(first, true);
            interaction(last, false);
            interaction(gone, false);

            assertThat(customers.figures()).isEqualTo(new Figures(3, 1, 1, 2));
            assertThat(customers.slice(0, 10)).extracting(Contact::name).containsExactly("Zeta", "Eta", "Alfa");
            assertThat(customers.slice(1, 1)).extracting(Contact::name).containsExactly("Eta");
            assertThat(customers.slice(3, 10)).isEmpty();
            assertThat(customers.interactions(first.id())).isEqualTo(2);
        });
        Tenant.run(new Id(2), () -> {
            assertThat(customers.figures()).isEqualTo(new Figures(0, 0, 0, 0));
            assertThat(customers.slice(0, 10)).isEmpty();
        });
    }
}
