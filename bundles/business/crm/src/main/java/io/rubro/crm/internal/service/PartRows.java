package io.rubro.crm.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows of a {@link ContactPart} as they are handed out. */
public final class PartRows {

    private PartRows() {}

    /**
     * The rows of a contact by their ids.
     *
     * @param table with columns {@code organization_id}, {@code id} and {@code contact_id}
     * @param columns those handed out, under their names in camel case; absent values are left out
     */
    public static List<Map<String, Object>> read(Sql sql, String table, Id contact, String... columns) {
        return sql.query(
                "select " + String.join(", ", columns) + " from " + table
                        + " where organization_id = {org} and contact_id = ? order by id",
                row -> values(row, columns),
                contact);
    }

    /** The values of the current row under their names in camel case, without those that are absent. */
    public static Map<String, Object> values(ResultSet row, String... columns) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String column : columns) {
            Object value = row.getObject(column);
            if (value instanceof Timestamp moment) {
                values.put(camelCase(column), Rows.instant(moment));
            } else if (value != null) {
                values.put(camelCase(column), value);
            }
        }
        return values;
    }

    private static String camelCase(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.split("_")) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }
}
