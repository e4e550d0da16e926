package io.rubro.billing.internal.model;

import io.rubro.billing.Customer;
import io.rubro.platform.ids.Id;
import javax.persistence.Column;
import javax.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** The customer's columns of an invoice. */
@Embeddable
public class CustomerPart {

    @Column(name = "customer_contact_id")
    private @Nullable Long contactId;

    @Column(name = "customer_name")
    private String name;

    @Column(name = "customer_tax_id")
    private @Nullable String taxId;

    @Column(name = "customer_email")
    private @Nullable String email;

    @Column(name = "customer_address")
    private @Nullable String address;

    @Column(name = "customer_country")
    private @Nullable String country;

    /** What a search looks at. */
    @Column(name = "customer_search")
    private String search;

    /** For JPA. */
    protected CustomerPart() {}

    /** As a row has it. */
    public CustomerPart(Customer customer) {
        Id contact = customer.contactId();
        contactId = contact == null ? null : contact.value();
        name = customer.name();
        taxId = customer.taxId();
        email = customer.email();
        address = customer.address();
        country = customer.country();
        search = SearchText.of(customer);
    }

    /** As the contract says it. */
    public Customer toCustomer() {
        Long contact = contactId;
        return new Customer(contact == null ? null : new Id(contact), name, taxId, email, address, country);
    }
}
