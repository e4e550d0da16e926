package io.rubro.crm.internal.service;

import static io.rubro.crm.internal.service.Crm.ARGENTINA;
import static io.rubro.crm.internal.service.Crm.ENGLISH;
import static io.rubro.crm.internal.service.Crm.SPAIN;
import static io.rubro.crm.internal.service.Crm.company;
import static io.rubro.crm.internal.service.Crm.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.rubro.billing.Customer;
import io.rubro.billing.InvoiceCancelled;
import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.PaymentRegistered;
import io.rubro.crm.Contact;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.ContactSummary;
import io.rubro.crm.Interaction;
import io.rubro.crm.Interaction.Source;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BillingTimelineTest extends BillingLinkFixture {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void issuing_an_invoice_to_a_new_customer_makes_the_contact_and_the_sale(TestDatabase database) {
        start(database);
        InvoiceIssued invoice =
                invoice("FAC-2025-001", customer(null, "Acme Corp", null, "info@acme.com"), "5000.00", "EUR");
        crm.deliver(SPAIN, invoice, FIVE_DAYS_AGO);

        Contact acme = only();
        assertThat(acme.name()).isEqualTo("Acme Corp");
        assertThat(acme.email()).isEqualTo("info@acme.com");
        assertThat(acme.kind()).isEqualTo(ContactKind.COMPANY);
        assertThat(acme.status()).isEqualTo(ContactStatus.ACTIVE);
        assertThat(acme.roles()).containsExactly(ContactRole.CUSTOMER);
        List<Interaction> timeline = timeline(acme.id());
        assertThat(timeline).hasSize(1);
        Interaction sale = timeline.get(0);
        assertThat(sale.type()).isEqualTo(InteractionType.SALE);
        assertThat(sale.title()).isEqualTo("Factura #FAC-2025-001");
        assertThat(sale.description()).isEqualTo("Factura de 5000€");
        assertThat(sale.at()).isEqualTo(FIVE_DAYS_AGO);
        assertThat(sale.done()).isTrue();
        assertThat(sale.source()).isEqualTo(new Source("billing", invoice.invoiceId()));
        assertThat(crm.live.updates())
                .extracting(RecordedLive.Update::data)
                .contains(Map.of("type", "crm.interaction", "id", sale.id(), "contact", acme.id()));
        assertThat(crm.trail)
                .extracting(Crm.Entry::action, Crm.Entry::record)
                .contains(tuple("crm.interaction.create", sale.id()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void paying_it_records_the_payment_and_brings_the_balance_to_zero(TestDatabase database) {
        start(database);
        InvoiceIssued invoice =
                invoice("FAC-2025-001", customer(null, "Acme Corp", null, "info@acme.com"), "5000.00", "EUR");
        crm.deliver(SPAIN, invoice, FIVE_DAYS_AGO);
        ContactSummary before = crm.in(() -> crm.contacts.summary(only().id()));
        assertThat(before.accounts().get(0).balance()).isEqualTo(new BigDecimal("5000.00"));
        crm.deliver(SPAIN, payment(invoice, "5000.00"), TODAY);

        Contact acme = only();
        List<Interaction> timeline = timeline(acme.id());
        assertThat(timeline).hasSize(2);
        Interaction payment = timeline.get(0);
        assertThat(payment.type()).isEqualTo(InteractionType.PAYMENT);
        assertThat(payment.title()).isEqualTo("Pago recibido - Factura #FAC-2025-001");
        assertThat(payment.amount()).isEqualTo(new BigDecimal("5000.00"));
        assertThat(payment.at()).isEqualTo(TODAY);
        assertThat(payment.source()).isNotNull();
        assertThat(payment.source().documentId())
                .as("the invoice that was paid")
                .isEqualTo(invoice.invoiceId());
        ContactSummary summary = crm.in(() -> crm.contacts.summary(acme.id()));
        assertThat(summary.accounts().get(0).invoiced()).isEqualTo(new BigDecimal("5000.00"));
        assertThat(summary.accounts().get(0).paid()).isEqualTo(new BigDecimal("5000.00"));
        assertThat(summary.accounts().get(0).balance()).isEqualTo(new BigDecimal("0.00"));
        assertThat(summary.lastInteraction()).isEqualTo(payment);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_event_delivered_again_changes_nothing(TestDatabase database) {
        start(database);
        InvoiceIssued invoice = issue(customer(null, "Acme Corp", null, "info@acme.com"));
        PaymentRegistered payment = payment(invoice, "5.00");
        crm.deliver(SPAIN, payment, TODAY);
        int announced = crm.events.size();
        crm.deliver(SPAIN, invoice, FIVE_DAYS_AGO);
        crm.deliver(SPAIN, payment, TODAY);
        assertThat(timeline(only().id())).hasSize(2);
        assertThat(crm.events).hasSize(announced);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_payment_goes_to_the_contact_of_the_invoice_whatever_it_is_called_now(TestDatabase database) {
        start(database);
        InvoiceIssued invoice = issue(customer(null, "Acme Corp", null, "info@acme.com"));
        Contact acme = only();
        crm.in(() -> crm.contacts.update(
                acme.id(), new IfMatch(acme.version()), company("Acme Group", null, "hello@acme.example")));
        crm.deliver(SPAIN, payment(invoice, "10.00"), TODAY);
        assertThat(only().name()).isEqualTo("Acme Group");
        assertThat(timeline(acme.id())).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_payment_whose_invoice_was_never_seen_still_finds_the_customer(TestDatabase database) {
        start(database);
        InvoiceIssued unseen = invoice("FAC-2026-009", customer(null, "Acme", null, "info@acme.com"), "10.00", "EUR");
        crm.deliver(SPAIN, payment(unseen, "10.00"), TODAY);
        assertThat(timeline(only().id())).extracting(Interaction::type).containsExactly(InteractionType.PAYMENT);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_till_receipt_to_nobody_leaves_no_trace(TestDatabase database) {
        start(database);
        issue(customer(null, "", null, null));
        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_time_line_speaks_the_language_of_the_organisation(TestDatabase database) {
        start(database);
        Customer acme = customer(null, "Acme", null, "info@acme.com");
        InvoiceIssued english = invoice("FAC-2026-001", acme, "5000.50", "EUR");
        crm.deliver(ENGLISH, english, FIVE_DAYS_AGO);
        crm.deliver(ENGLISH, payment(english, "5000.50"), TODAY);
        crm.deliver(ARGENTINA, invoice("A-0001-00000001", acme, "5000.50", "ARS"), FIVE_DAYS_AGO);
        assertThat(texts(ENGLISH))
                .containsExactly(
                        "Payment received - Invoice #FAC-2026-001: Payment of €5000.50",
                        "Invoice #FAC-2026-001: Invoice of €5000.50");
        assertThat(texts(ARGENTINA)).containsExactly("Factura #A-0001-00000001: Factura de $5000,50");
    }

    private List<String> texts(Id organization) {
        return Tenant.call(
                organization, () -> crm
                        .interactions
                        .timeline(
                                crm.contacts
                                        .findByEmail("info@acme.com")
                                        .orElseThrow()
                                        .id(),
                                page())
                        .items()
                        .stream()
                        .map(interaction -> interaction.title() + ": " + interaction.description())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_invoice_dated_on_another_day_stands_at_the_beginning_of_that_day(TestDatabase database) {
        start(database);
        crm.deliver(SPAIN, invoice("F-1", customer(null, "Acme", null, null), "1.00", "EUR"), TODAY);
        assertThat(timeline(only().id()).get(0).at()).isEqualTo(Instant.parse("2026-11-14T23:00:00Z"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_billing_wrote_is_not_changed_by_hand(TestDatabase database) {
        start(database);
        issue(customer(null, "Acme", null, null));
        Interaction sale = timeline(only().id()).get(0);
        InteractionDraft forged =
                new InteractionDraft(InteractionType.SALE, "x", null, TODAY, null, null, true, BigDecimal.ONE, "EUR");
        ProblemException changed = catchThrowableOfType(
                ProblemException.class,
                () -> crm.in(() -> crm.interactions.update(sale.id(), new IfMatch(-1), forged)));
        ProblemException deleted = catchThrowableOfType(
                ProblemException.class, () -> Tenant.run(SPAIN, () -> crm.interactions.delete(sale.id())));
        assertThat(changed.status()).isEqualTo(409);
        assertThat(deleted.code()).isEqualTo("crm.interaction.mirrored");
        assertThat(timeline(only().id())).containsExactly(sale);
    }

    private static InvoiceIssued document(
            InvoiceKind kind, Customer customer, String total, @Nullable String replaced) {
        return new InvoiceIssued(
                Id.next(),
                kind,
                kind + "-1",
                LocalDate.of(2026, 11, 15),
                null,
                customer,
                "EUR",
                BigDecimal.ZERO.setScale(2),
                new BigDecimal(total),
                replaced == null ? null : new BigDecimal(replaced));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_taken_back_substituted_or_cancelled_is_sold_no_more(TestDatabase database) {
        start(database);
        Customer acme = customer(null, "Acme Corp", null, "info@acme.com");
        InvoiceIssued invoice = document(InvoiceKind.INVOICE, acme, "121.00", null);
        InvoiceIssued mistake = document(InvoiceKind.INVOICE, acme, "50.00", null);
        crm.deliver(SPAIN, invoice, FIVE_DAYS_AGO);
        crm.deliver(SPAIN, mistake, FIVE_DAYS_AGO);
        crm.deliver(SPAIN, document(InvoiceKind.CREDIT_NOTE, acme, "-21.00", null), TODAY);
        crm.deliver(SPAIN, document(InvoiceKind.CREDIT_NOTE, acme, "90.00", "100.00"), TODAY);
        crm.deliver(
                SPAIN,
                new InvoiceCancelled(
                        mistake.invoiceId(),
                        mistake.number(),
                        mistake.issueDate(),
                        acme,
                        "EUR",
                        mistake.total(),
                        "duplicada"),
                TODAY);
        assertThat(crm.in(() -> crm.contacts.summary(only().id()))
                        .accounts()
                        .get(0)
                        .invoiced())
                .isEqualTo("90.00");
        assertThat(timeline(only().id()))
                .extracting(Interaction::title)
                .contains("Factura #INVOICE-1 anulada", "Factura rectificativa #CREDIT_NOTE-1");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_ticket_to_nobody_known_makes_no_contact(TestDatabase database) {
        start(database);
        InvoiceIssued ticket =
                document(InvoiceKind.SIMPLIFIED, customer(null, "Cliente de mostrador", null, null), "5.00", null);
        crm.deliver(SPAIN, ticket, FIVE_DAYS_AGO);
        crm.deliver(SPAIN, payment(ticket, "5.00"), TODAY);
        assertThat(all()).isEmpty();
    }
}
