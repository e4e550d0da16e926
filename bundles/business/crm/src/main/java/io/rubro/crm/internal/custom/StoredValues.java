package io.rubro.crm.internal.custom;

import io.rubro.crm.internal.model.CustomConverter;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one field over all contacts, which are written in the contacts themselves. */
final class StoredValues {

    private static final String HAVING =
            " from crm.contact where organization_id = {org} and custom_values like ? escape '!'";

    private final Sql sql;
    private final CustomConverter converter = new CustomConverter();

    StoredValues(Sql sql) {
        this.sql = sql;
    }

    /** How many contacts have one. */
    long count(String key) {
        return sql.queryOne("select count(*) as n" + HAVING, row -> row.getLong("n"), pattern(key))
                .orElse(0L);
    }

    private record Holder(Id id, long version, String values) {}

    /** Takes it from all contacts; a contact that somebody changes meanwhile is read again. Returns how many had one. */
    long remove(String key) {
        long removed = 0;
        List<Holder> holders = holders(key);
        while (!holders.isEmpty()) {
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (Holder holder : holders) {
                Map<String, String> rest = new HashMap<>(converter.convertToEntityAttribute(holder.values()));
                rest.remove(key);
                rows.add(new @Nullable Object[] {converter.convertToDatabaseColumn(rest), holder.id(), holder.version()
                });
            }
            sql.batch(
                    """
                    update crm.contact set custom_values = ?, version = version + 1
                    where organization_id = {org} and id = ? and version = ?""",
                    rows);
            List<Holder> left = holders(key);
            removed += holders.size() - left.size();
            holders = left;
        }
        return removed;
    }

    private List<Holder> holders(String key) {
        return sql.query(
                "select id, version, custom_values" + HAVING,
                row -> new Holder(Rows.id(row, "id"), row.getLong("version"), row.getString("custom_values")),
                pattern(key));
    }

    /** Found in a column exactly if it has a value of the key. */
    private static String pattern(String key) {
        return "%" + CustomConverter.beginning(key).replace("_", "!_") + "%";
    }
}
