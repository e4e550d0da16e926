package io.rubro.billing.internal.receivables;

import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.Invoices;
import io.rubro.billing.Payment;
import io.rubro.billing.PaymentDraft;
import io.rubro.billing.PaymentMethod;
import io.rubro.billing.internal.service.Faults;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What customers pay. A receipt pays invoices of one customer through {@link Invoices#registerPayment}, the oldest first
 * or as said; what is left stays the customer's credit, to be allocated later or given back. At any time the amount of a
 * receipt is what was allocated, what was given back and what is left.
 */
@Component(service = Receipts.class)
public final class Receipts {

    private static final int MAX_REMARK = 300;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    private final Transactions transactions;
    private final Sql sql;
    private final Invoices invoices;
    private final OpenItems openItems;
    private final ReceiptRows rows;
    private final Organizations organizations;
    private final Today today;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Receipts(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Invoices invoices,
            @Reference OpenItems openItems,
            @Reference Organizations organizations,
            @Reference Today today,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=billing)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.invoices = invoices;
        this.openItems = openItems;
        this.rows = new ReceiptRows(sql);
        this.organizations = organizations;
        this.today = today;
        this.audit = audit;
        this.live = live;
    }

    /** How a receipt is spread over invoices. */
    public enum Spread {
        /** Over the instalments that are due first. */
        OLDEST,
        /** As the request says. */
        BY_HAND,
        /** Not at all; it stays the customer's credit. */
        NONE
    }

    /** A part for an invoice, above zero. */
    public record Part(@Nullable Id invoiceId, @Nullable BigDecimal amount) {}

    /**
     * Money to be noted.
     *
     * @param customer the key of the customer
     * @param date when it was received, not in the future; null for today
     * @param amount above zero, two decimals
     * @param spread null for {@link Spread#OLDEST}
     * @param parts with {@link Spread#BY_HAND}
     */
    public record Draft(
            @Nullable String customer,
            @Nullable LocalDate date,
            @Nullable PaymentMethod method,
            @Nullable BigDecimal amount,
            @Nullable Spread spread,
            @Nullable List<Part> parts,
            @Nullable String remark) {}

    /**
     * Notes that a customer paid.
     *
     * @throws ProblemException 422 if a field breaks a rule, the customer has no invoice, or the parts exceed the amount, the
     *     balance of an invoice, or pay somebody else's
     */
    public Receipt register(Draft draft) {
        return transactions.required(() -> {
            LocalDate now = today.date();
            @Nullable LocalDate given = draft.date();
            LocalDate date = given == null ? now : given;
            Faults faults = new Faults();
            BigDecimal amount = checkedAmount(faults, draft.amount());
            if (date.isAfter(now) || date.isBefore(EARLIEST)) {
                faults.add("date", "billing.payment.date", Map.of("today", now, "earliest", EARLIEST));
            }
            PaymentMethod method = checkedMethod(faults, draft.method());
            String remark = faults.text("remark", draft.remark(), MAX_REMARK);
            faults.check();
            CustomerKey customer = CustomerKey.valueOf(String.valueOf(draft.customer()));
            String name = rows.nameOf(customer);
            Id id = Id.next();
            rows.add(id, customer, name, date, method, organizations.current().currency(), amount, remark, today.now());
            audit.record("billing.receipt.register", "receipt", id, Map.of("customer", name, "amount", amount));
            spread(id, draft.spread(), draft.parts());
            return changed(id);
        });
    }

    /**
     * Allocates what is left of a receipt.
     *
     * @throws ProblemException 404 if there is no such receipt; 422 as {@link #register}
     */
    public Receipt allocate(Id id, @Nullable Spread spread, @Nullable List<Part> parts) {
        return transactions.required(() -> {
            get(id);
            spread(id, spread, parts);
            return changed(id);
        });
    }

    /**
     * Notes that something of what is left of a receipt was given back.
     *
     * @throws ProblemException 404 if there is no such receipt; 422 if more is given back than is left
     */
    public Receipt refund(Id id, @Nullable BigDecimal wanted, @Nullable LocalDate given, @Nullable PaymentMethod how) {
        return transactions.required(() -> {
            Receipt receipt = get(id);
            LocalDate now = today.date();
            LocalDate date = given == null ? now : given;
            Faults faults = new Faults();
            BigDecimal amount = checkedAmount(faults, wanted);
            if (date.isAfter(now) || date.isBefore(receipt.date())) {
                faults.add("date", "billing.payment.date", Map.of("today", now, "earliest", receipt.date()));
            }
            PaymentMethod method = checkedMethod(faults, how);
            faults.check();
            if (!rows.take(id, BigDecimal.ZERO, amount)) {
                throw tooMuch(get(id));
            }
            rows.refunded(id, amount, date, method);
            audit.record("billing.receipt.refund", "receipt", id, Map.of("amount", amount));
            return changed(id);
        });
    }

    /**
     * A receipt.
     *
     * @throws ProblemException 404 if the organisation has none with this id
     */
    public Receipt get(Id id) {
        return transactions.required(
                () -> rows.find(id).orElseThrow(() -> ProblemException.notFound("billing.receipt.not-found", id)));
    }

    /** The receipts of a customer, or those of all, the latest first; at most 200. */
    public List<Receipt> list(@Nullable CustomerKey customer, boolean unallocated) {
        return transactions.required(() -> rows.list(customer, unallocated));
    }

    private void spread(Id id, @Nullable Spread wanted, @Nullable List<Part> parts) {
        Spread spread = wanted == null ? Spread.OLDEST : wanted;
        switch (spread) {
            case OLDEST -> oldest(id);
            case BY_HAND -> byHand(id, parts == null ? List.of() : parts);
            case NONE -> {}
        }
    }

    private void oldest(Id id) {
        Receipt receipt = get(id);
        BigDecimal left = receipt.unallocated();
        // invoices are locked in the order of their ids, so that two receipts never wait for each other in a circle
        Map<Id, BigDecimal> amounts = new TreeMap<>();
        for (OpenItem item : openItems.on(today.date(), new CustomerKey(receipt.customer()))) {
            if (item.open().signum() > 0 && left.signum() > 0) {
                BigDecimal amount = item.open().min(left);
                amounts.merge(item.invoiceId(), amount, BigDecimal::add);
                left = left.subtract(amount);
            }
        }
        amounts.forEach((invoice, amount) -> pay(receipt, invoice, amount, "amount"));
    }

    private void byHand(Id id, List<Part> parts) {
        Receipt receipt = get(id);
        for (int i = 0; i < parts.size(); i++) {
            String at = "parts[" + i + "].";
            @Nullable Id invoice = parts.get(i).invoiceId();
            Faults faults = new Faults();
            if (invoice == null) {
                faults.add(at + "invoiceId", "billing.text.missing");
            }
            @Nullable BigDecimal amount = parts.get(i).amount();
            if (faults.number(at + "amount", amount, 12, 2) && amount != null && amount.signum() <= 0) {
                faults.add(at + "amount", "billing.payment.amount");
            }
            faults.check();
            if (invoice != null && amount != null) {
                pay(receipt, invoice, amount, at + "amount");
            }
        }
    }

    private void pay(Receipt receipt, Id invoiceId, BigDecimal amount, String field) {
        Invoice invoice = invoices.get(invoiceId);
        if (!CustomerKey.of(invoice.customer()).value().equals(receipt.customer())) {
            throw ProblemException.invalid(field, "billing.receipt.other-customer");
        }
        if (invoice.status() != InvoiceStatus.ISSUED || invoice.balance().compareTo(amount) < 0) {
            throw ProblemException.invalid(
                    field,
                    "billing.payment.exceeds-balance",
                    Map.of("balance", invoice.balance(), "currency", invoice.currency()));
        }
        if (!rows.take(receipt.id(), amount, BigDecimal.ZERO)) {
            throw tooMuch(get(receipt.id()));
        }
        @Nullable LocalDate issued = invoice.issueDate();
        // an advance pays from the day it is allocated
        LocalDate date = issued != null && receipt.date().isBefore(issued) ? today.date() : receipt.date();
        Payment payment = invoices.registerPayment(invoiceId, new PaymentDraft(amount, date, receipt.method()));
        rows.allocated(receipt.id(), payment, today.date());
    }

    private static ProblemException tooMuch(Receipt receipt) {
        return ProblemException.invalid(
                "amount",
                "billing.receipt.exceeds",
                Map.of("left", receipt.unallocated(), "currency", receipt.currency()));
    }

    private Receipt changed(Id id) {
        live.changed("billing.receipt", id, "billing.invoice.read");
        return get(id);
    }

    private static BigDecimal checkedAmount(Faults faults, @Nullable BigDecimal amount) {
        if (amount == null || !faults.number("amount", amount, 12, 2)) {
            if (amount == null) {
                faults.add("amount", "billing.number.missing");
            }
            return BigDecimal.ZERO;
        }
        if (amount.signum() <= 0) {
            faults.add("amount", "billing.payment.amount");
        }
        return amount.setScale(2);
    }

    private static PaymentMethod checkedMethod(Faults faults, @Nullable PaymentMethod method) {
        if (method == null || method == PaymentMethod.OFFSET) {
            faults.add("method", "billing.payment.method", Map.of("allowed", "cash, card, transfer, other"));
            return PaymentMethod.OTHER;
        }
        return method;
    }
}
