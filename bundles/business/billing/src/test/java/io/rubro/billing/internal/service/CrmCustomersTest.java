package io.rubro.billing.internal.service;

import static io.rubro.billing.internal.service.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.CustomerDraft;
import io.rubro.crm.Contact;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.Contacts;
import io.rubro.platform.ids.Id;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CrmCustomersTest {

    private static final Id KNOWN = Id.next();

    private final CrmCustomers customers = new CrmCustomers();
    private final Contacts crm = (Contacts) Proxy.newProxyInstance(
            Contacts.class.getClassLoader(), new Class<?>[] {Contacts.class}, (proxy, method, args) -> {
                assertThat(method.getName()).isEqualTo("find");
                return args[0].equals(KNOWN) ? Optional.of(acme()) : Optional.empty();
            });

    private static Contact acme() {
        return new Contact(
                KNOWN,
                ContactKind.COMPANY,
                Set.of(),
                ContactStatus.ACTIVE,
                "Acme Corp",
                "B12345674",
                "info@acme.com",
                null,
                "Calle Mayor 1",
                "28013",
                "Madrid",
                "ES",
                null,
                null,
                Set.of(),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                1);
    }

    private static CustomerDraft contact(Id id, @Nullable String name) {
        return new CustomerDraft(id, name, null, null, null, null);
    }

    @Test
    void a_contact_fills_what_the_draft_leaves_open() {
        customers.arrived(crm);
        assertThat(customers.complete(contact(KNOWN, null)))
                .isEqualTo(new CustomerDraft(
                        KNOWN, "Acme Corp", "B12345674", "info@acme.com", "Calle Mayor 1, 28013 Madrid", "ES"));
        assertThat(customers.complete(contact(KNOWN, "Acme Iberia")).name()).isEqualTo("Acme Iberia");
    }

    @Test
    void who_was_merged_is_invoiced_as_who_stands_for_it() {
        Id merged = Id.next();
        Contact acme = acme();
        customers.arrived((Contacts) Proxy.newProxyInstance(
                Contacts.class.getClassLoader(),
                new Class<?>[] {Contacts.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "find" -> Optional.of(into(acme, merged));
                    case "standing" -> acme;
                    case "aliases" -> Set.of(KNOWN, merged);
                    default -> throw new AssertionError(method);
                }));
        CustomerDraft completed = customers.complete(contact(merged, null));
        assertThat(completed.contactId()).isEqualTo(KNOWN);
        assertThat(completed.name()).isEqualTo("Acme Corp");
        assertThat(customers.aliases(KNOWN)).containsExactlyInAnyOrder(KNOWN, merged);
        assertThat(new CrmCustomers().aliases(KNOWN)).containsExactly(KNOWN);
    }

    /** A contact that was merged into another one. */
    private static Contact into(Contact other, Id id) {
        return new Contact(
                id,
                other.kind(),
                Set.of(),
                other.status(),
                "Acme, la de antes",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Set.of(),
                Map.of(),
                Instant.EPOCH,
                other.id(),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                1);
    }

    @Test
    void an_unknown_contact_is_refused() {
        customers.arrived(crm);
        refuses(
                () -> customers.complete(contact(Id.next(), "x")),
                "customer.contactId billing.customer.unknown-contact");
    }

    @Test
    void without_the_crm_customers_are_written_out() {
        CustomerDraft written = new CustomerDraft(null, "Acme", null, null, null, null);
        assertThat(customers.complete(written)).isSameAs(written);
        refuses(() -> customers.complete(contact(KNOWN, "x")), 503, "billing.customer.no-crm");
        customers.arrived(crm);
        customers.left(crm);
        refuses(() -> customers.complete(contact(KNOWN, "x")), 503, "billing.customer.no-crm");
    }
}
