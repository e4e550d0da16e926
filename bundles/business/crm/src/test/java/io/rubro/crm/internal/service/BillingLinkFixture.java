package io.rubro.crm.internal.service;

import static io.rubro.crm.internal.service.Crm.SPAIN;
import static io.rubro.crm.internal.service.Crm.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.Customer;
import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.PaymentRegistered;
import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.Interaction;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What tests of the link with billing share. */
abstract class BillingLinkFixture {

    static final Instant FIVE_DAYS_AGO = Instant.parse("2026-11-15T09:30:00.5Z");
    static final Instant TODAY = Instant.parse("2026-11-20T09:30:00Z");

    Crm crm;

    void start(TestDatabase database) {
        crm = new Crm(database);
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    static Customer customer(Id contact, String name, String taxId, String email) {
        return new Customer(contact, name, taxId, email, null, null);
    }

    static InvoiceIssued invoice(String number, Customer customer, String total, String currency) {
        return new InvoiceIssued(
                Id.next(),
                InvoiceKind.INVOICE,
                number,
                LocalDate.of(2026, 11, 15),
                null,
                customer,
                currency,
                BigDecimal.ZERO.setScale(2),
                new BigDecimal(total),
                null);
    }

    InvoiceIssued issue(Customer customer) {
        InvoiceIssued invoice = invoice("FAC-2026-001", customer, "10.00", "EUR");
        crm.deliver(SPAIN, invoice, FIVE_DAYS_AGO);
        return invoice;
    }

    static PaymentRegistered payment(InvoiceIssued invoice, String amount) {
        return new PaymentRegistered(
                Id.next(),
                invoice.invoiceId(),
                invoice.number(),
                invoice.customer(),
                LocalDate.of(2026, 11, 20),
                "transfer",
                invoice.currency(),
                new BigDecimal(amount),
                invoice.total().subtract(new BigDecimal(amount)));
    }

    List<Contact> all() {
        return crm.in(() -> crm.contacts.list(ContactFilter.ALL, page())).items();
    }

    Contact only() {
        assertThat(all()).hasSize(1);
        return all().get(0);
    }

    Contact create(ContactDraft draft) {
        return crm.in(() -> crm.contacts.create(draft));
    }

    List<Interaction> timeline(Id contact) {
        return crm.in(() -> crm.interactions.timeline(contact, page())).items();
    }
}
