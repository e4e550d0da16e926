package io.rubro.platform.persistence.internal;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables whose rows belong to organisations, and the check that SQL on them says so. */
public final class TenantTables {

    private static final int REMEMBERED_STATEMENTS = 5_000;
    private static final Pattern QUALIFIED = Pattern.compile("\\b([a-z_][a-z0-9_]*)\\.([a-z_][a-z0-9_]*)\\b");

    private final Map<String, Set<String>> bySchema = new ConcurrentHashMap<>();
    private final Set<String> passed = ConcurrentHashMap.newKeySet();

    /** Notes the tenant tables of a schema, lower case. */
    public void put(String schema, Set<String> tables) {
        bySchema.put(schema, Set.copyOf(tables));
        passed.clear();
    }

    void check(String sql) throws SQLException {
        if (passed.contains(sql)) {
            return;
        }
        String text = sql.toLowerCase(Locale.ROOT);
        if (!text.contains("organization_id")) {
            Matcher names = QUALIFIED.matcher(text);
            while (names.find()) {
                if (bySchema.getOrDefault(names.group(1), Set.of()).contains(names.group(2))) {
                    throw new SQLException("SQL on a tenant table without organization_id: " + sql, "42501");
                }
            }
        }
        if (passed.size() > REMEMBERED_STATEMENTS) {
            passed.clear(); // statements are few and fixed; a flood of different ones must not fill the memory
        }
        passed.add(sql);
    }
}
