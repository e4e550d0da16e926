package io.rubro.crm.internal.service;

import io.rubro.billing.Customer;
import io.rubro.billing.InvoiceCancelled;
import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceOffset;
import io.rubro.billing.PaymentRegistered;
import io.rubro.crm.Interaction.Source;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.health.Projection;
import io.rubro.crm.internal.interactions.MirroredRecords;
import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.events.EventType;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes invoices and payments into the time line of the customer, who becomes a contact if there is none yet, and has the
 * figures of the customer follow in the same transaction.
 */
@Component
public final class BillingTimeline implements EventSubscriber {

    /** The id of the module whose records are mirrored. */
    static final String BILLING = "billing";

    private static final String INVOICE_ISSUED = typeOf(InvoiceIssued.class);
    private static final String INVOICE_CANCELLED = typeOf(InvoiceCancelled.class);
    private static final String INVOICE_OFFSET = typeOf(InvoiceOffset.class);
    private static final String PAYMENT_REGISTERED = typeOf(PaymentRegistered.class);

    private final InvoicedCustomers customers;
    private final MirroredRecords records;
    private final Standing standing;
    private final Organizations organizations;
    private final Messages messages;
    private final Projection projection;

    @Activate
    public BillingTimeline(
            @Reference InvoicedCustomers customers,
            @Reference MirroredRecords records,
            @Reference Standing standing,
            @Reference Organizations organizations,
            @Reference Messages messages,
            @Reference Projection projection) {
        this.customers = customers;
        this.records = records;
        this.standing = standing;
        this.organizations = organizations;
        this.messages = messages;
        this.projection = projection;
    }

    private static String typeOf(Class<?> event) {
        return event.getAnnotation(EventType.class).value();
    }

    @Override
    public String name() {
        return "crm.billing-timeline";
    }

    @Override
    public Set<String> types() {
        return Set.of(INVOICE_ISSUED, INVOICE_CANCELLED, INVOICE_OFFSET, PAYMENT_REGISTERED);
    }

    @Override
    public void on(JournalEvent event) {
        projection.begin();
        if (event.type().equals(INVOICE_ISSUED)) {
            issued(event.payload(InvoiceIssued.class), event);
        } else if (event.type().equals(INVOICE_CANCELLED)) {
            InvoiceCancelled cancelled = event.payload(InvoiceCancelled.class);
            cancelled(cancelled, event);
            projection.cancelled(cancelled, event.position());
        } else if (event.type().equals(INVOICE_OFFSET)) {
            projection.offset(event.payload(InvoiceOffset.class), event.position());
        } else {
            PaymentRegistered payment = event.payload(PaymentRegistered.class);
            paid(payment, event.at());
            projection.paid(payment, event.position());
        }
    }

    private void issued(InvoiceIssued invoice, JournalEvent event) {
        InvoiceKind kind = invoice.kind();
        if (kind != null && kind != InvoiceKind.INVOICE && isNobodyKnown(invoice.customer())) {
            return; // a ticket bears a name without saying whose
        }
        BigDecimal replaced = invoice.replaced();
        // what takes the place of an earlier invoice sells only the difference
        BigDecimal sold = replaced == null ? invoice.total() : invoice.total().subtract(replaced);
        Source source = new Source(BILLING, invoice.invoiceId());
        @Nullable Id contact = records.contactOf(source).orElse(null);
        boolean fresh = contact == null; // else it was replayed
        if (contact == null) {
            if (isAnonymous(invoice.customer())) {
                return; // a till receipt to nobody in particular
            }
            contact = standing.hold(customers.findOrCreate(invoice.customer()).id());
            record(
                    source,
                    contact,
                    InteractionType.SALE,
                    kind != null && kind.corrects() ? "crm.timeline.correction" : "crm.timeline.invoice",
                    new Money(invoice.number(), invoice.issueDate(), event.at(), sold, invoice.currency()));
        }
        projection.issued(contact, invoice, event.position(), fresh);
    }

    /** Takes what the invoice had sold back again; the invoice itself stays in the time line. */
    private void cancelled(InvoiceCancelled invoice, JournalEvent event) {
        @Nullable
        Id contact = records.contactOf(new Source(BILLING, invoice.invoiceId())).orElse(null);
        if (contact != null) {
            write(
                    new Source(BILLING, event.id(), invoice.invoiceId()),
                    contact,
                    invoice.customer(),
                    InteractionType.SALE,
                    "crm.timeline.cancelled",
                    new Money(
                            invoice.number(),
                            event.at().atZone(organizations.current().zone()).toLocalDate(),
                            event.at(),
                            invoice.total().negate(),
                            invoice.currency()));
        }
    }

    private void paid(PaymentRegistered payment, Instant at) {
        Source source = new Source(BILLING, payment.paymentId(), payment.invoiceId());
        // to the contact the invoice went to, also if that one has a new name or e-mail by now
        @Nullable
        Id contact = records.contactOf(new Source(BILLING, payment.invoiceId())).orElse(null);
        if (contact == null && isNobodyKnown(payment.customer())) {
            return;
        }
        write(
                source,
                contact,
                payment.customer(),
                InteractionType.PAYMENT,
                "crm.timeline.payment",
                new Money(payment.number(), payment.date(), at, payment.amount(), payment.currency()));
    }

    /** What an invoice and a payment have in common. */
    private record Money(String number, LocalDate date, Instant at, BigDecimal amount, String currency) {}

    private void write(
            Source source, @Nullable Id known, Customer customer, InteractionType type, String text, Money money) {
        if (records.contactOf(source).isEmpty() && !isAnonymous(customer)) {
            Id contact = standing.hold(
                    known != null ? known : customers.findOrCreate(customer).id());
            record(source, contact, type, text, money);
        }
    }

    private void record(Source source, Id contact, InteractionType type, String text, Money money) {
        Organization organization = organizations.current();
        String amount = Amounts.write(messages, organization.language(), money.amount(), money.currency());
        Map<String, Object> args = Map.of("number", money.number(), "amount", amount);
        records.add(
                contact,
                new InteractionDraft(
                        type,
                        text(organization, text + ".title", args),
                        text(organization, text + ".description", args),
                        moment(money.date(), money.at(), organization),
                        null,
                        null,
                        true,
                        money.amount().setScale(2),
                        money.currency()),
                source);
    }

    private static boolean isAnonymous(@Nullable Customer customer) {
        return customer == null
                || (isNobodyKnown(customer)
                        && (customer.name() == null || customer.name().isBlank()));
    }

    /** Whether nothing but perhaps a name says who it is. */
    private static boolean isNobodyKnown(Customer customer) {
        return customer.contactId() == null && customer.taxId() == null && customer.email() == null;
    }

    /** The moment it was booked if that is the day on the document, else the beginning of that day. */
    private static Instant moment(LocalDate date, Instant booked, Organization organization) {
        return booked.atZone(organization.zone()).toLocalDate().equals(date)
                ? booked.truncatedTo(ChronoUnit.MICROS)
                : date.atStartOfDay(organization.zone()).toInstant();
    }

    private String text(Organization organization, String key, Map<String, Object> args) {
        return messages.text(organization.language(), key, args).orElseThrow();
    }
}
