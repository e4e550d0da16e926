package io.rubro.billing.internal.service;

import io.rubro.billing.internal.model.Item;
import io.rubro.billing.internal.model.ItemKind;
import io.rubro.billing.internal.model.SearchText;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of the price list, by keyset. */
final class ItemSearch {

    private static final String COLUMNS =
            """
            select i.id, i.version, i.code, i.name, i.kind, i.unit, i.unit_price, i.tax_rate, i.active
            from billing.item i where i.organization_id = {org}""";

    private final Sql sql;

    ItemSearch(Sql sql) {
        this.sql = sql;
    }

    /**
     * A field to sort by.
     *
     * @param key the value of a row, as text for the cursor
     * @param parse reads it back
     */
    private record SortField(String column, Function<Item, Object> key, Function<String, Object> parse) {}

    private static SortField field(String name) {
        return switch (name) {
            case "code" -> new SortField("i.code", Item::code, text -> text);
            case "unitPrice" -> new SortField("i.unit_price", Item::unitPrice, BigDecimal::new);
            default -> new SortField("i.name", Item::name, text -> text);
        };
    }

    /**
     * @param text words, each of which must occur in the code or the name
     * @param kind null for both
     * @param active null for all
     */
    Page<Item> page(@Nullable String text, @Nullable ItemKind kind, @Nullable Boolean active, PageRequest request) {
        PageRequest.Order order = request.order("name", "code", "unitPrice");
        SortField sort = field(order.field());
        StringBuilder where = new StringBuilder(COLUMNS);
        List<@Nullable Object> args = new ArrayList<>();
        if (text != null) {
            for (String pattern : SearchText.patterns(text)) {
                where.append(" and i.search_text like ? escape '!'");
                args.add(pattern);
            }
        }
        if (kind != null) {
            where.append(" and i.kind = ?");
            args.add(kind);
        }
        if (active != null) {
            where.append(" and i.active = ?");
            args.add(active);
        }
        String beyond = order.descending() ? "<" : ">";
        request.after(2).ifPresent(cursor -> {
            Object key = read(sort, cursor.get(0));
            where.append(" and (%1$s %2$s ? or (%1$s = ? and i.id %2$s ?))".formatted(sort.column, beyond));
            args.add(key);
            args.add(key);
            args.add(id(cursor.get(1)));
        });
        String direction = order.descending() ? "desc" : "asc";
        where.append(" order by %1$s %2$s, i.id %2$s fetch first ? rows only".formatted(sort.column, direction));
        args.add(request.limit() + 1);
        List<Item> rows = sql.query(where.toString(), ItemSearch::item, args.toArray());
        return Page.of(
                rows,
                request.limit(),
                row -> PageRequest.cursor(sort.key.apply(row), row.id().value()));
    }

    private static Object read(SortField sort, String text) {
        try {
            return sort.parse.apply(text);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                Rows.id(row, "id"),
                row.getString("code"),
                row.getString("name"),
                ItemKind.valueOf(row.getString("kind")),
                row.getString("unit"),
                Totals.atLeastCents(row.getBigDecimal("unit_price")),
                Totals.plain(row.getBigDecimal("tax_rate")),
                row.getBoolean("active"),
                row.getLong("version"));
    }
}
