package io.rubro.crm.internal.health;

import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceOffset;
import io.rubro.billing.PaymentRegistered;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What became of one invoice: a fold of its own events in the order of their positions, and of nothing else. An event
 * that is not newer than the newest one in it changes nothing, so the same event may come any number of times.
 *
 * @param kind null in what was published before there were others than invoices
 * @param issued the date on it
 * @param due when it is to be paid; the date on it if it says nothing
 * @param sold when the sale took place: {@code issued}, or the day of an earlier invoice it takes the place of
 * @param worth what it adds to the lifetime value; zero once it is cancelled or another took its place
 * @param purchase whether it stands for a purchase: an invoice or ticket with a positive total, or what took the place of
 *     one, that still counts
 * @param paid money that came for it
 * @param balance what is open; negative in a credit note that was not used up
 * @param lastPaid the newest day money came; null if none came
 * @param settled the day nothing was open any more, money having come; null until then
 * @param position of the newest event in it
 */
record InvoiceState(
        Id id,
        String number,
        @Nullable InvoiceKind kind,
        LocalDate issued,
        LocalDate due,
        LocalDate sold,
        String currency,
        BigDecimal total,
        BigDecimal worth,
        boolean purchase,
        BigDecimal paid,
        BigDecimal balance,
        @Nullable LocalDate lastPaid,
        @Nullable LocalDate settled,
        State state,
        long position) {

    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

    /** How far it has come. */
    enum State {
        /** Something is open. */
        OPEN,
        /** Nothing is open. */
        PAID,
        /** Issued by mistake. */
        CANCELLED,
        /** A later invoice took its place. */
        REPLACED
    }

    static InvoiceState of(InvoiceIssued event, long position) {
        InvoiceKind kind = event.kind();
        boolean corrects = kind != null && kind.corrects();
        BigDecimal replaced = event.replaced();
        BigDecimal payable = event.payable();
        // of what was published before «payable» was said, nobody hears that an earlier invoice lost its place
        boolean whole = replaced != null && payable != null;
        BigDecimal worth =
                replaced == null || whole ? event.total() : event.total().subtract(replaced);
        LocalDate issued = event.issueDate();
        LocalDate due = event.dueDate();
        LocalDate sold = event.soldOn();
        BigDecimal balance = (payable == null ? event.total() : payable).setScale(2);
        return new InvoiceState(
                event.invoiceId(),
                event.number(),
                kind,
                issued,
                due == null ? issued : due,
                sold == null || sold.isAfter(issued) ? issued : sold,
                event.currency(),
                event.total().setScale(2),
                worth.setScale(2),
                (!corrects || whole) && event.total().signum() > 0,
                ZERO,
                balance,
                null,
                null,
                balance.signum() == 0 ? State.PAID : State.OPEN,
                position);
    }

    InvoiceState with(PaymentRegistered event, long at) {
        if (at <= position || state == State.CANCELLED) {
            return this;
        }
        LocalDate day = lastPaid == null || event.date().isAfter(lastPaid) ? event.date() : lastPaid;
        boolean full = event.balance().signum() == 0;
        return new InvoiceState(
                id,
                number,
                kind,
                issued,
                due,
                sold,
                currency,
                total,
                worth,
                purchase,
                paid.add(event.amount()).setScale(2),
                event.balance().setScale(2),
                day,
                full ? day : null,
                state == State.REPLACED ? state : full ? State.PAID : State.OPEN,
                at);
    }

    InvoiceState with(InvoiceOffset event, long at) {
        if (at <= position || state == State.CANCELLED) {
            return this;
        }
        boolean full = event.balance().signum() == 0;
        boolean replacedNow = event.replaced() || state == State.REPLACED;
        LocalDate end = settled == null && full && paid.signum() != 0 ? event.date() : settled;
        return new InvoiceState(
                id,
                number,
                kind,
                issued,
                due,
                sold,
                currency,
                total,
                replacedNow ? ZERO : worth,
                purchase && !replacedNow,
                paid,
                event.balance().setScale(2),
                lastPaid,
                full ? end : null,
                replacedNow ? State.REPLACED : full ? State.PAID : State.OPEN,
                at);
    }

    InvoiceState cancelled(long at) {
        return at <= position
                ? this
                : new InvoiceState(
                        id,
                        number,
                        kind,
                        issued,
                        due,
                        sold,
                        currency,
                        total,
                        ZERO,
                        false,
                        paid,
                        ZERO,
                        lastPaid,
                        null,
                        State.CANCELLED,
                        at);
    }

    /** Until when what is open is to be paid; null if nothing is. */
    @Nullable
    LocalDate openDue() {
        return isOpen() ? due : null;
    }

    boolean isOpen() {
        return state == State.OPEN && balance.signum() > 0;
    }

    /** Whether how long its payment took says something of the customer. */
    boolean isJudged() {
        return settled != null && total.signum() > 0;
    }

    boolean isOnTime() {
        return settled != null && !settled.isAfter(due);
    }
}
