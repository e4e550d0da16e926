package io.rubro.crm.internal.health;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of several ids at once, with few different statements for the database to remember. */
final class InLists {

    private static final int MOST = 64;

    private InLists() {}

    /**
     * Runs a query for some ids, as often as it takes.
     *
     * @param select ends with {@code id in}
     */
    static <T> List<T> query(Sql sql, String select, Collection<Id> ids, Sql.RowMapper<T> mapper) {
        List<Id> all = List.copyOf(ids);
        List<T> rows = new ArrayList<>(all.size());
        for (int from = 0; from < all.size(); from += MOST) {
            List<Id> some = all.subList(from, Math.min(all.size(), from + MOST));
            int places = Math.max(1, Integer.highestOneBit(some.size() * 2 - 1));
            @Nullable Object[] args = new @Nullable Object[places];
            for (int i = 0; i < places; i++) {
                args[i] = some.get(Math.min(i, some.size() - 1));
            }
            rows.addAll(
                    sql.query(select + "(" + String.join(", ", Collections.nCopies(places, "?")) + ")", mapper, args));
        }
        return rows;
    }
}
