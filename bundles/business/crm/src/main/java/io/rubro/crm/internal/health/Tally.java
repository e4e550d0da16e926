package io.rubro.crm.internal.health;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of all invoices of a contact, so that no figure needs them again: sums, counts, and the newest few of what
 * medians and trends look at. It does not depend on the day, and it is the same in whatever order the invoices came.
 *
 * <p>Amounts are in the organisation's own currency; invoices in others count for days and counts of open invoices, not
 * for sums. Adding is cheap; what cannot be taken back by subtraction, as the day of a purchase that was cancelled, asks for
 * all invoices again.
 */
final class Tally {

    /** How many days of purchases are kept: a year of every two weeks. */
    static final int PURCHASES = 25;

    /** How many months of sums are kept. */
    static final int MONTHS = 24;

    /** How many payment delays are kept. */
    static final int DELAYS = 20;

    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

    /**
     * How late an invoice was paid.
     *
     * @param paid the day nothing was open any more
     * @param days after its due date; negative if before
     */
    record Delay(LocalDate paid, Id invoice, int days) {
        static final Comparator<Delay> ORDER =
                Comparator.comparing(Delay::paid).thenComparingLong(delay -> delay.invoice.value());
    }

    private final String currency;

    int invoices;
    BigDecimal lifetimeValue = ZERO;
    BigDecimal paid = ZERO;
    BigDecimal balance = ZERO;
    int open;
    int settled;
    int onTime;
    long payDays;

    @Nullable
    LocalDate first;

    @Nullable
    LocalDate last;

    @Nullable
    LocalDate lastPayment;

    final NavigableMap<LocalDate, BigDecimal> purchases = new TreeMap<>();
    final NavigableMap<YearMonth, BigDecimal> months = new TreeMap<>();
    final NavigableSet<Delay> delays = new TreeSet<>(Delay.ORDER);

    /** Of no invoice yet. */
    Tally(String currency) {
        this.currency = currency;
    }

    static Tally of(String currency, List<InvoiceState> invoices) {
        Tally tally = new Tally(currency);
        invoices.forEach(tally::add);
        return tally;
    }

    void add(InvoiceState invoice) {
        sums(invoice, 1);
        if (invoice.purchase()) {
            first = earlier(first, invoice.sold());
            last = later(last, invoice.sold());
            merge(purchases, invoice.sold(), isOwn(invoice) ? invoice.worth() : ZERO, PURCHASES);
        }
        if (isOwn(invoice) && invoice.worth().signum() != 0) {
            merge(months, YearMonth.from(invoice.sold()), invoice.worth(), MONTHS);
        }
        payment(invoice);
    }

    /**
     * Takes an invoice as it is now for what it was.
     *
     * @return whether that could be done; if not, this tally is of no use any more and all invoices are to be added again
     */
    boolean replace(InvoiceState was, InvoiceState now) {
        if (was.purchase() != now.purchase()
                || was.worth().compareTo(now.worth()) != 0
                || (was.settled() != null && !was.settled().equals(now.settled()))) {
            return false;
        }
        sums(was, -1);
        sums(now, 1);
        payment(now);
        return true;
    }

    private void sums(InvoiceState invoice, int sign) {
        BigDecimal one = BigDecimal.valueOf(sign);
        if (isOwn(invoice)) {
            invoices += invoice.purchase() ? sign : 0;
            lifetimeValue = lifetimeValue.add(invoice.worth().multiply(one));
            paid = paid.add(invoice.paid().multiply(one));
            balance = balance.add(invoice.balance().multiply(one));
        }
        open += invoice.isOpen() ? sign : 0;
        LocalDate end = invoice.settled();
        if (end != null && invoice.isJudged()) {
            settled += sign;
            onTime += invoice.isOnTime() ? sign : 0;
            payDays += sign * Math.max(0, ChronoUnit.DAYS.between(invoice.issued(), end));
        }
    }

    private void payment(InvoiceState invoice) {
        lastPayment = later(lastPayment, invoice.lastPaid());
        LocalDate end = invoice.settled();
        if (end != null && invoice.isJudged()) {
            delays.add(new Delay(end, invoice.id(), (int) ChronoUnit.DAYS.between(invoice.due(), end)));
            while (delays.size() > DELAYS) {
                delays.pollFirst();
            }
        }
    }

    private boolean isOwn(InvoiceState invoice) {
        return invoice.currency().equals(currency);
    }

    /** Adds to a value, and drops the oldest if there are more than are kept: what comes back later is older still. */
    private static <K extends Comparable<? super K>> void merge(
            NavigableMap<K, BigDecimal> values, K key, BigDecimal amount, int most) {
        values.merge(key, amount, BigDecimal::add);
        while (values.size() > most) {
            values.pollFirstEntry();
        }
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, LocalDate other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }
}
