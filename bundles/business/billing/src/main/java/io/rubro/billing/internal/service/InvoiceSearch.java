package io.rubro.billing.internal.service;

import io.rubro.billing.Customer;
import io.rubro.billing.FiscalState;
import io.rubro.billing.InvoiceFilter;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.InvoiceSummary;
import io.rubro.billing.PaymentState;
import io.rubro.billing.internal.model.SearchText;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists of invoices, by keyset: a page costs the same however far in it lies. */
final class InvoiceSearch {

    private static final LocalDate NO_DATE = LocalDate.of(9999, 12, 31);
    /** Sorts after every number, in the code order of both databases' default and of {@code C}. */
    private static final String NO_NUMBER = "~";

    private static final String COLUMNS =
            """
            select i.id, i.version, i.status, i.kind, i.series, i.number, i.issue_date, i.due_date, i.customer_contact_id,
              i.customer_name, i.customer_tax_id, i.customer_email, i.customer_address, i.customer_country, i.currency,
              i.total, i.withheld, i.paid, i.fiscal_state, i.created_at
            from billing.invoice i where i.organization_id = {org}""";

    private final Sql sql;

    InvoiceSearch(Sql sql) {
        this.sql = sql;
    }

    /**
     * A field to sort by.
     *
     * @param column the expression the database sorts by; never null
     * @param key the value of a row, as text for the cursor
     * @param parse reads it back
     */
    private record SortField(String column, Function<InvoiceSummary, Object> key, Function<String, Object> parse) {}

    private static SortField field(String name) {
        return switch (name) {
            // ids are ordered by the time they were made
            case "createdAt" -> new SortField("i.id", row -> row.id().value(), Long::valueOf);
            case "issueDate" ->
                new SortField(
                        "coalesce(i.issue_date, date('" + NO_DATE + "'))",
                        row -> orLast(row.issueDate()),
                        LocalDate::parse);
            case "number" ->
                new SortField("coalesce(i.number, '" + NO_NUMBER + "')", row -> orLast(row.number()), t -> t);
            case "customer" ->
                new SortField("i.customer_name", row -> row.customer().name(), t -> t);
            case "collectBy" ->
                new SortField(
                        "coalesce(i.collect_by, date('" + NO_DATE + "'))",
                        row -> orLast(collectBy(row)),
                        LocalDate::parse);
            case "total" -> new SortField("i.total", InvoiceSummary::total, BigDecimal::new);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static @Nullable LocalDate collectBy(InvoiceSummary row) {
        if (row.status() != InvoiceStatus.ISSUED || row.balance().signum() <= 0) {
            return null;
        }
        LocalDate due = row.dueDate();
        return due == null ? row.issueDate() : due;
    }

    private static LocalDate orLast(@Nullable LocalDate date) {
        return date == null ? NO_DATE : date;
    }

    private static String orLast(@Nullable String number) {
        return number == null ? NO_NUMBER : number;
    }

    Page<InvoiceSummary> page(InvoiceFilter filter, PageRequest request) {
        PageRequest.Order order = request.order("-createdAt", "issueDate", "number", "customer", "total", "collectBy");
        SortField sort = field(order.field());
        StringBuilder where = new StringBuilder(COLUMNS);
        List<@Nullable Object> args = new ArrayList<>();
        restrict(filter, where, args);
        String beyond = order.descending() ? "<" : ">";
        request.after(2).ifPresent(cursor -> {
            Object key = read(sort, cursor.get(0));
            where.append(" and (%1$s %2$s ? or (%1$s = ? and i.id %2$s ?))".formatted(sort.column, beyond));
            args.add(key);
            args.add(key);
            args.add(read(field("createdAt"), cursor.get(1)));
        });
        String direction = order.descending() ? "desc" : "asc";
        where.append(" order by %1$s %2$s, i.id %2$s fetch first ? rows only".formatted(sort.column, direction));
        args.add(request.limit() + 1);
        List<InvoiceSummary> rows = sql.query(where.toString(), InvoiceSearch::summary, args.toArray());
        return Page.of(
                rows,
                request.limit(),
                row -> PageRequest.cursor(sort.key.apply(row), row.id().value()));
    }

    private static Object read(SortField sort, String text) {
        try {
            return sort.parse.apply(text);
        } catch (NumberFormatException | DateTimeException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    private static void restrict(InvoiceFilter filter, StringBuilder where, List<@Nullable Object> args) {
        InvoiceStatus status = filter.status();
        if (status != null) {
            where.append(" and i.status = ?");
            args.add(status);
        }
        if (filter.unpaid()) {
            where.append(" and i.collect_by is not null");
        }
        LocalDate overdue = filter.overdue();
        if (overdue != null) {
            where.append(" and i.collect_by < ?");
            args.add(overdue);
        }
        PaymentState payment = filter.payment();
        if (payment != null) {
            where.append(
                    switch (payment) {
                        case UNPAID -> " and i.status = 'ISSUED' and i.paid = 0";
                        case PARTIAL -> " and i.collect_by is not null and i.paid > 0";
                        case PAID -> " and i.status = 'ISSUED' and i.paid = i.total - i.withheld";
                    });
        }
        InvoiceKind kind = filter.kind();
        if (kind != null) {
            where.append(" and i.kind = ?");
            args.add(kind);
        }
        FiscalState fiscalState = filter.fiscalState();
        if (fiscalState != null) {
            where.append(" and i.fiscal_state = ?");
            args.add(fiscalState);
        }
        String text = filter.text();
        if (text != null) {
            for (String pattern : SearchText.patterns(text)) {
                where.append(" and (i.customer_search like ? escape '!' or lower(i.number) like ? escape '!')");
                args.add(pattern);
                args.add(pattern);
            }
        }
        String customer = filter.customer();
        if (customer != null) {
            for (String pattern : SearchText.patterns(customer)) {
                where.append(" and i.customer_search like ? escape '!'");
                args.add(pattern);
            }
        }
        String number = filter.number();
        if (number != null && !number.isBlank()) {
            where.append(" and upper(i.number) like ? escape '!'");
            args.add(SearchText.escaped(
                            number.replaceAll("\\p{Cntrl}|\\p{Cs}", "").strip().toUpperCase(Locale.ROOT)) + "%");
        }
        LocalDate from = filter.from();
        if (from != null) {
            where.append(" and i.issue_date >= ?");
            args.add(from);
        }
        LocalDate to = filter.to();
        if (to != null) {
            where.append(" and i.issue_date <= ?");
            args.add(to);
        }
    }

    private static InvoiceSummary summary(ResultSet row) throws SQLException {
        BigDecimal total = row.getBigDecimal("total");
        BigDecimal payable = total.subtract(row.getBigDecimal("withheld"));
        BigDecimal paid = row.getBigDecimal("paid");
        String fiscalState = row.getString("fiscal_state");
        return new InvoiceSummary(
                Rows.id(row, "id"),
                InvoiceStatus.valueOf(row.getString("status")),
                InvoiceKind.valueOf(row.getString("kind")),
                row.getString("series"),
                row.getString("number"),
                Rows.dateOrNull(row, "issue_date"),
                Rows.dateOrNull(row, "due_date"),
                new Customer(
                        Rows.idOrNull(row, "customer_contact_id"),
                        row.getString("customer_name"),
                        row.getString("customer_tax_id"),
                        row.getString("customer_email"),
                        row.getString("customer_address"),
                        row.getString("customer_country")),
                row.getString("currency"),
                total,
                payable.subtract(paid),
                PaymentState.of(payable, paid),
                fiscalState == null ? null : FiscalState.valueOf(fiscalState),
                Rows.instant(row, "created_at"),
                row.getLong("version"));
    }
}
