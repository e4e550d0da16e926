package io.rubro.crm.es.internal.service;

import io.rubro.billing.CustomerDraft;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.Invoices;
import io.rubro.billing.LineDraft;
import io.rubro.crm.Contact;
import io.rubro.crm.es.internal.json.InvoiceItem;
import io.rubro.crm.es.internal.json.InvoiceLineSheet;
import io.rubro.crm.es.internal.json.InvoiceRequest;
import io.rubro.crm.es.internal.json.InvoiceSheet;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Invoices for clients: issued by billing, with the next number of its series, the taxes and the fiscal record the law
 * demands. The programs this API is for send prices that are what the customer pays, so prices are with tax unless the
 * request says otherwise.
 */
@Component(service = Invoicing.class)
public final class Invoicing {

    /** The general rate of VAT, the same in Spain and in Argentina. */
    private static final BigDecimal GENERAL_RATE = BigDecimal.valueOf(21);

    private final Invoices invoices;
    private final Clients clients;
    private final Projections projections;
    private final Clock clock;
    private final Organizations organizations;
    private final Messages messages;
    private final Transactions transactions;

    @Activate
    public Invoicing(
            @Reference Invoices invoices,
            @Reference Clients clients,
            @Reference Projections projections,
            @Reference Clock clock,
            @Reference Organizations organizations,
            @Reference Messages messages,
            @Reference Transactions transactions) {
        this.invoices = invoices;
        this.clients = clients;
        this.projections = projections;
        this.clock = clock;
        this.organizations = organizations;
        this.messages = messages;
        this.transactions = transactions;
    }

    /**
     * Issues an invoice and waits a moment for the CRM to have heard of it.
     *
     * @throws ProblemException 404 if there is no such client; 422 if a field breaks a rule, if the law demands something
     *     that is not known of the client, or if the total is not that of the items: nothing is issued then
     */
    public InvoiceSheet issue(InvoiceRequest request) {
        String client = request.clientId();
        if (client == null) {
            throw ProblemException.invalid("cliente_id", "rest.constraint.NotNull");
        }
        Contact contact = clients.get(client);
        List<InvoiceItem> items = items(request);
        boolean withTax = !Boolean.FALSE.equals(request.withTax());
        BigDecimal rate = request.taxRate() == null ? GENERAL_RATE : request.taxRate();
        InvoiceDraft draft = new InvoiceDraft(
                null,
                null,
                null,
                clock.day("fecha_vencimiento", request.dueDate()),
                new CustomerDraft(contact.id(), null, null, null, null, null),
                new InvoiceTerms(withTax, BigDecimal.ZERO, false, BigDecimal.ZERO, null),
                items.stream()
                        .map(item -> new LineDraft(
                                item.description(),
                                item.quantity() == null ? BigDecimal.ONE : item.quantity(),
                                item.price(),
                                null,
                                rate))
                        .toList(),
                null,
                List.of(),
                null);
        Projections.Mark before = projections.mark(contact.id());
        Invoice issued = Names.INVOICE.in(() -> transactions.required(() -> {
            Invoice invoice = invoices.createIssued(draft);
            requireTotal(invoice, request, withTax);
            return invoice;
        }));
        if (!transactions.active()) {
            projections.await(before, issued.id());
        }
        return sheet(issued, contact);
    }

    private List<InvoiceItem> items(InvoiceRequest request) {
        List<InvoiceItem> items = request.items();
        if (items != null && !items.isEmpty()) {
            return items;
        }
        BigDecimal total = request.total();
        if (total == null) {
            throw ProblemException.invalid("items", "crm-es.invoice.empty");
        }
        String description =
                request.description() == null || request.description().isBlank()
                        ? messages.text(organizations.current().language(), "crm-es.invoice.line", Map.of())
                                .orElseThrow()
                        : request.description();
        return List.of(new InvoiceItem(description, BigDecimal.ONE, Money.cents(total)));
    }

    /** Who sends a total means that one: another is a mistake, and an issued invoice cannot be taken back. */
    private static void requireTotal(Invoice invoice, InvoiceRequest request, boolean withTax) {
        @Nullable BigDecimal wanted = request.total();
        if (wanted == null) {
            return;
        }
        BigDecimal computed = withTax ? invoice.total() : invoice.base();
        if (Money.cents(wanted).compareTo(computed) != 0 && Money.cents(wanted).compareTo(invoice.total()) != 0) {
            throw ProblemException.invalid(
                    "total",
                    "crm-es.invoice.total",
                    Map.of("sent", wanted.toPlainString(), "computed", computed.toPlainString()));
        }
    }

    private InvoiceSheet sheet(Invoice invoice, Contact contact) {
        return new InvoiceSheet(
                invoice.id(),
                Objects.requireNonNull(invoice.number()),
                contact.id(),
                contact.id(),
                invoice.customer().name(),
                Objects.requireNonNull(clock.write(invoice.issueDate())),
                clock.write(invoice.dueDate()),
                invoice.lines().stream().map(Invoicing::line).toList(),
                Money.write(invoice.base()),
                Money.write(invoice.taxTotal()),
                Money.write(invoice.total()),
                invoice.currency(),
                "emitida");
    }

    private static InvoiceLineSheet line(InvoiceLine line) {
        return new InvoiceLineSheet(line.description(), Money.write(line.quantity()), Money.write(line.unitPrice()));
    }
}
