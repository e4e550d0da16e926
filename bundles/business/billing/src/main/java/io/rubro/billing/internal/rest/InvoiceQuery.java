package io.rubro.billing.internal.rest;

import io.rubro.billing.FiscalState;
import io.rubro.billing.InvoiceFilter;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.PaymentState;
import io.rubro.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
                one("status", InvoiceStatus.values(), status),
                customer,
                number,
                date("from", from),
                date("to", to),
                unpaid,
                date("overdue", overdue),
                one("payment", PaymentState.values(), payment),
                one("kind", InvoiceKind.values(), kind),
                one("fiscalState", FiscalState.values(), fiscalState),
                text);
    }

    private static <E extends Enum<E>> @Nullable E one(String name, E[] values, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        for (E value : values) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        String allowed = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw ProblemException.invalid(name, "billing.query." + name, Map.of("allowed", allowed));
    }

    private static @Nullable LocalDate date(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeException notADate) {
            // refused below
        }
        throw ProblemException.invalid(name, "billing.query.date");
    }
}
