package io.rubro.crm.internal.health;

import io.rubro.billing.Customer;
import io.rubro.billing.InvoiceCancelled;
import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceOffset;
import io.rubro.billing.PaymentRegistered;
import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Histories of invoices as billing would publish them, drawn at random; the same seed draws the same. */
final class Histories {

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 10);

    private final Random random;
    private final List<Customer> customers = new ArrayList<>();

    Histories(long seed, String prefix, int customerCount) {
        random = new Random(seed);
        for (int i = 0; i < customerCount; i++) {
            String name = prefix + i;
            customers.add(new Customer(null, name, null, name.toLowerCase() + "@example.com", null, null));
        }
    }

    /** Each invoice with what becomes of it, mixed with all others: only the order within one invoice is kept. */
    List<DomainEvent> draw(int invoices) {
        List<Deque<DomainEvent>> open = new ArrayList<>();
        for (int i = 0; i < invoices; i++) {
            open.add(life(i));
        }
        List<DomainEvent> all = new ArrayList<>();
        while (!open.isEmpty()) {
            int next = random.nextInt(open.size());
            all.add(open.get(next).removeFirst());
            if (open.get(next).isEmpty()) {
                open.remove(next);
            }
        }
        return all;
    }

    private Deque<DomainEvent> life(int no) {
        Customer customer = customers.get(random.nextInt(customers.size()));
        LocalDate day = FIRST.plusDays(random.nextInt(1_000));
        InvoiceKind kind = random.nextInt(10) < 8 ? InvoiceKind.INVOICE : InvoiceKind.CREDIT_NOTE;
        boolean before = random.nextInt(5) == 0;
        BigDecimal total = cents(1_000 + random.nextInt(500_000));
        boolean whole = random.nextBoolean();
        if (kind == InvoiceKind.CREDIT_NOTE && !whole) {
            total = total.negate();
        }
        BigDecimal payable = random.nextInt(6) == 0
                ? total.multiply(new BigDecimal("0.85")).setScale(2, java.math.RoundingMode.HALF_UP)
                : total;
        Deque<DomainEvent> life = new ArrayDeque<>();
        InvoiceIssued issued = new InvoiceIssued(
                Id.next(),
                random.nextInt(8) == 0 && kind == InvoiceKind.INVOICE ? null : kind,
                "F-" + no,
                day,
                random.nextInt(4) == 0 ? null : day.plusDays(30),
                customer,
                random.nextInt(8) == 0 ? "USD" : "EUR",
                cents(0),
                total,
                kind == InvoiceKind.CREDIT_NOTE && whole ? cents(5_000) : null,
                before ? null : payable,
                kind == InvoiceKind.CREDIT_NOTE && whole && !before ? day.minusDays(random.nextInt(40)) : null);
        life.add(issued);
        BigDecimal balance = before ? total : payable;
        switch (random.nextInt(6)) {
            case 0 -> life.add(cancelled(issued));
            case 1 -> {
                life.add(paid(issued, balance, day.plusDays(random.nextInt(60))));
                if (random.nextInt(4) == 0) {
                    life.add(offset(issued, cents(0), cents(0), day.plusDays(70), true));
                }
            }
            case 2, 3 -> payInParts(life, issued, balance, day);
            case 4 -> {
                boolean replaced = random.nextBoolean();
                BigDecimal off =
                        replaced ? balance : balance.divide(BigDecimal.valueOf(3), 2, java.math.RoundingMode.DOWN);
                life.add(offset(issued, off, balance.subtract(off), day.plusDays(9), replaced));
                if (!replaced && random.nextBoolean()) {
                    life.add(last(issued, balance.subtract(off), day.plusDays(20)));
                }
            }
            default -> {
                // stays open
            }
        }
        return life;
    }

    private void payInParts(Deque<DomainEvent> life, InvoiceIssued issued, BigDecimal balance, LocalDate day) {
        BigDecimal half = balance.divide(BigDecimal.valueOf(2), 2, java.math.RoundingMode.DOWN);
        life.add(payment(issued, half, balance.subtract(half), day.plusDays(random.nextInt(30))));
        if (random.nextBoolean()) {
            life.add(last(issued, balance.subtract(half), day.plusDays(20 + random.nextInt(40))));
        }
    }

    private static DomainEvent last(InvoiceIssued issued, BigDecimal amount, LocalDate day) {
        return paid(issued, amount, day);
    }

    static BigDecimal cents(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    static InvoiceIssued invoice(Customer customer, LocalDate day, @Nullable LocalDate due, String total) {
        BigDecimal amount = new BigDecimal(total).setScale(2);
        return new InvoiceIssued(
                Id.next(),
                InvoiceKind.INVOICE,
                "F-" + day,
                day,
                due,
                customer,
                "EUR",
                cents(0),
                amount,
                null,
                amount,
                null);
    }

    static PaymentRegistered paid(InvoiceIssued issued, BigDecimal amount, LocalDate day) {
        return payment(issued, amount, cents(0), day);
    }

    static PaymentRegistered payment(InvoiceIssued issued, BigDecimal amount, BigDecimal balance, LocalDate day) {
        return new PaymentRegistered(
                Id.next(),
                issued.invoiceId(),
                issued.number(),
                issued.customer(),
                day,
                "transfer",
                issued.currency(),
                amount,
                balance);
    }

    static InvoiceCancelled cancelled(InvoiceIssued issued) {
        return new InvoiceCancelled(
                issued.invoiceId(),
                issued.number(),
                issued.issueDate(),
                issued.customer(),
                issued.currency(),
                issued.total(),
                "mistake");
    }

    static InvoiceOffset offset(
            InvoiceIssued issued, BigDecimal amount, BigDecimal balance, LocalDate day, boolean replaced) {
        return new InvoiceOffset(
                issued.invoiceId(), Id.next(), issued.number(), day, issued.currency(), amount, balance, replaced);
    }
}
