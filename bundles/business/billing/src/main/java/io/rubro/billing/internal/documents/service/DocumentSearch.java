package io.rubro.billing.internal.documents.service;

import io.rubro.billing.Customer;
import io.rubro.billing.internal.documents.model.DocumentFilter;
import io.rubro.billing.internal.documents.model.DocumentKind;
import io.rubro.billing.internal.documents.model.DocumentState;
import io.rubro.billing.internal.documents.model.DocumentSummary;
import io.rubro.billing.internal.documents.model.Progress;
import io.rubro.billing.internal.model.SearchText;
import io.rubro.platform.ids.Id;
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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists of documents, by keyset: a page costs the same however far in it lies. */
final class DocumentSearch {

    private static final LocalDate NO_DATE = LocalDate.of(9999, 12, 31);
    /** Sorts after every number, in the code order of both databases. */
    private static final String NO_NUMBER = "~";

    private static final String COLUMNS =
            """
            select d.id, d.version, d.kind, d.state, d.progress, d.series, d.number, d.document_date, d.valid_until,
              d.delivery_date, d.customer_contact_id, d.customer_name, d.customer_tax_id, d.customer_email,
              d.customer_address, d.customer_country, d.currency, d.total, d.created_at
            from billing.document d where d.organization_id = {org}""";

    private final Sql sql;

    DocumentSearch(Sql sql) {
        this.sql = sql;
    }

    /**
     * A field to sort by.
     *
     * @param column the expression the database sorts by; never null
     * @param key the value of a row, as text for the cursor
     * @param parse reads it back
     */
    private record SortField(String column, Function<DocumentSummary, Object> key, Function<String, Object> parse) {}

    private static SortField field(String name) {
        return switch (name) {
            // ids are ordered by the time they were made
            case "createdAt" -> new SortField("d.id", row -> row.id().value(), Long::valueOf);
            case "date" -> dated("d.document_date", DocumentSummary::date);
            case "validUntil" -> dated("d.valid_until", DocumentSummary::validUntil);
            case "deliveryDate" -> dated("d.delivery_date", DocumentSummary::deliveryDate);
            case "number" ->
                new SortField(
                        "coalesce(d.number, '" + NO_NUMBER + "')",
                        row -> row.number() == null ? NO_NUMBER : String.valueOf(row.number()),
                        text -> text);
            case "customer" ->
                new SortField("d.customer_name", row -> row.customer().name(), text -> text);
            case "total" -> new SortField("d.total", DocumentSummary::total, BigDecimal::new);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static SortField dated(String column, Function<DocumentSummary, @Nullable LocalDate> date) {
        return new SortField(
                "coalesce(" + column + ", date('" + NO_DATE + "'))",
                row -> {
                    LocalDate day = date.apply(row);
                    return day == null ? NO_DATE : day;
                },
                LocalDate::parse);
    }

    /**
     * A page of what matches.
     *
     * @param contacts all ids the contact of the filter is known by
     */
    Page<DocumentSummary> page(DocumentFilter filter, Set<Id> contacts, PageRequest request, LocalDate today) {
        PageRequest.Order order =
                request.order("-createdAt", "date", "validUntil", "deliveryDate", "number", "customer", "total");
        SortField sort = field(order.field());
        StringBuilder where = new StringBuilder(COLUMNS);
        List<@Nullable Object> args = new ArrayList<>();
        restrict(filter, contacts, where, args, today);
        String beyond = order.descending() ? "<" : ">";
        request.after(2).ifPresent(cursor -> {
            Object key = read(sort, cursor.get(0));
            where.append(" and (%1$s %2$s ? or (%1$s = ? and d.id %2$s ?))".formatted(sort.column, beyond));
            args.add(key);
            args.add(key);
            args.add(read(field("createdAt"), cursor.get(1)));
        });
        String direction = order.descending() ? "desc" : "asc";
        where.append(" order by %1$s %2$s, d.id %2$s fetch first ? rows only".formatted(sort.column, direction));
        args.add(request.limit() + 1);
        List<DocumentSummary> rows = sql.query(where.toString(), row -> summary(row, today), args.toArray());
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

    private static void restrict(
            DocumentFilter filter,
            Set<Id> contacts,
            StringBuilder where,
            List<@Nullable Object> args,
            LocalDate today) {
        if (filter.kind() != null) {
            where.append(" and d.kind = ?");
            args.add(filter.kind());
        }
        state(filter.state(), where, args, today);
        if (filter.pending()) {
            where.append(" and d.state in ('OPEN', 'ACCEPTED') and d.progress <> 'ALL'");
        }
        if (filter.contact() != null) {
            where.append(contacts.stream()
                    .map(contact -> "?")
                    .collect(Collectors.joining(", ", " and d.customer_contact_id in (", ")")));
            args.addAll(contacts);
        }
        String text = filter.text();
        if (text != null) {
            for (String pattern : SearchText.patterns(text)) {
                where.append(" and (d.customer_search like ? escape '!' or lower(d.number) like ? escape '!')");
                args.add(pattern);
                args.add(pattern);
            }
        }
        String customer = filter.customer();
        if (customer != null) {
            for (String pattern : SearchText.patterns(customer)) {
                where.append(" and d.customer_search like ? escape '!'");
                args.add(pattern);
            }
        }
        String number = filter.number();
        if (number != null && !number.isBlank()) {
            where.append(" and upper(d.number) like ? escape '!'");
            args.add(SearchText.escaped(
                            number.replaceAll("\\p{Cntrl}|\\p{Cs}", "").strip().toUpperCase(Locale.ROOT)) + "%");
        }
        if (filter.from() != null) {
            where.append(" and d.document_date >= ?");
            args.add(filter.from());
        }
        if (filter.to() != null) {
            where.append(" and d.document_date <= ?");
            args.add(filter.to());
        }
    }

    /** The states that follow from dates and lines are asked for by what they follow from. */
    private static void state(
            @Nullable DocumentState state, StringBuilder where, List<@Nullable Object> args, LocalDate today) {
        if (state == null) {
            return;
        }
        String late = "(d.kind = 'QUOTE' and d.valid_until is not null and d.valid_until < ?)";
        switch (state) {
            case OPEN ->
                where.append(" and d.state = 'OPEN' and d.progress = 'NONE' and not ")
                        .append(late);
            case EXPIRED ->
                where.append(" and d.state = 'OPEN' and d.progress = 'NONE' and ")
                        .append(late);
            case ACCEPTED -> where.append(" and d.state = 'ACCEPTED' and d.progress = 'NONE'");
            case PARTIAL -> where.append(" and d.state in ('OPEN', 'ACCEPTED') and d.progress = 'PARTIAL'");
            case CLOSED ->
                where.append(" and (d.state = 'CLOSED' or (d.state in ('OPEN', 'ACCEPTED') and d.progress = 'ALL'))");
            case DRAFT, REJECTED, CANCELLED -> {
                where.append(" and d.state = ?");
                args.add(state);
            }
        }
        if (state == DocumentState.OPEN || state == DocumentState.EXPIRED) {
            args.add(today);
        }
    }

    private static DocumentSummary summary(ResultSet row, LocalDate today) throws SQLException {
        LocalDate validUntil = Rows.dateOrNull(row, "valid_until");
        return new DocumentSummary(
                Rows.id(row, "id"),
                DocumentKind.valueOf(row.getString("kind")),
                DocumentState.shown(
                        DocumentState.valueOf(row.getString("state")),
                        Progress.valueOf(row.getString("progress")),
                        validUntil,
                        today),
                row.getString("series"),
                row.getString("number"),
                Rows.dateOrNull(row, "document_date"),
                validUntil,
                Rows.dateOrNull(row, "delivery_date"),
                new Customer(
                        Rows.idOrNull(row, "customer_contact_id"),
                        row.getString("customer_name"),
                        row.getString("customer_tax_id"),
                        row.getString("customer_email"),
                        row.getString("customer_address"),
                        row.getString("customer_country")),
                row.getString("currency"),
                row.getBigDecimal("total"),
                Rows.instant(row, "created_at"),
                row.getLong("version"));
    }
}
