package io.rubro.billing.internal.rest;

import io.rubro.billing.FiscalState;
import io.rubro.billing.InvoiceFilter;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.PaymentState;
import io.rubro.platform.problem.ProblemException;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** The filters of a list of invoices; a {@code @BeanParam}. */
public final class InvoiceQuery {

    @QueryParam("status")
    private @Nullable String status;

    @QueryParam("customer")
    private @Nullable String customer;

    @QueryParam("number")
    private @Nullable String number;

    @QueryParam("from")
    private @Nullable String from;

    @QueryParam("to")
    private @Nullable String to;

    @QueryParam("unpaid")
    private boolean unpaid;

    @QueryParam("overdue")
    private @Nullable String overdue;

    @QueryParam("payment")
    private @Nullable String payment;

    @QueryParam("kind")
    private @Nullable String kind;

    @QueryParam("fiscalState")
    private @Nullable String fiscalState;

    @QueryParam("q")
    private @Nullable String text;

    /** Called by JAX-RS, which then fills the fields. */
    public InvoiceQuery() {
        this(null, null, null, null, null, false);
    }

    /** Asked for by code. */
    InvoiceQuery(
            @Nullable String status,
            @Nullable String customer,
            @Nullable String number,
            @Nullable String from,
            @Nullable String to,
            boolean unpaid) {
        this.status = status;
        this.customer = customer;
        this.number = number;
        this.from = from;
        this.to = to;
        this.unpaid = unpaid;
    }

    /**
     * The filter these parameters mean.
     *
     * @throws ProblemException 422 naming the parameter that is wrong
     */
    InvoiceFilter filter() {
        return new InvoiceFilter(
                QueryTexts.one("status", InvoiceStatus.values(), status),
                customer,
                number,
                QueryTexts.date("from", from),
                QueryTexts.date("to", to),
                unpaid,
                QueryTexts.date("overdue", overdue),
                QueryTexts.one("payment", PaymentState.values(), payment),
                QueryTexts.one("kind", InvoiceKind.values(), kind),
                QueryTexts.one("fiscalState", FiscalState.values(), fiscalState),
                text);
    }
}
