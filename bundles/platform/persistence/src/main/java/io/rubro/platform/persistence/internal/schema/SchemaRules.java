package io.rubro.platform.persistence.internal.schema;

import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.persistence.internal.Database;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the tables of a module must keep to: every table has {@code organization_id} unless its descriptor says it is
 * global, and a foreign key between two such tables includes it, so that no row can refer to another organisation's.
 */
final class SchemaRules {

    private static final String COLUMN = "organization_id";

    private final Connection connection;
    private final Dialect dialect;

    SchemaRules(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    static boolean exists(Connection c, String schema, String table) throws SQLException {
        boolean lower = c.getMetaData().storesLowerCaseIdentifiers();
        try (ResultSet r = c.getMetaData().getTables(null, stored(schema, lower), stored(table, lower), null)) {
            return r.next();
        }
    }

    private static String stored(String name, boolean lower) {
        return lower ? name.toLowerCase(Locale.ROOT) : name.toUpperCase(Locale.ROOT);
    }

    private String stored(String name) {
        return stored(name, dialect == Dialect.POSTGRESQL);
    }

    /**
     * Checks a schema and returns its tenant tables, lower case.
     *
     * @throws IllegalStateException naming the table that breaks a rule
     */
    Set<String> check(String schema, Set<String> global) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        Set<String> all = new HashSet<>();
        try (ResultSet r = meta.getTables(null, stored(schema), "%", new String[] {"TABLE", "PARTITIONED TABLE"})) {
            while (r.next()) {
                all.add(r.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        Set<String> isolated = new HashSet<>();
        try (ResultSet r = meta.getColumns(null, stored(schema), "%", stored(COLUMN))) {
            while (r.next()) {
                String table = r.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (all.contains(table) && r.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls) {
                    isolated.add(table);
                }
            }
        }
        Set<String> tenant = new HashSet<>(all);
        tenant.removeAll(global);
        for (String table : tenant) {
            if (!isolated.contains(table)) {
                throw new IllegalStateException("table " + schema + "." + table + " has no " + COLUMN
                        + " not null, and the descriptor does not list it under globalTables");
            }
            checkForeignKeys(meta, schema, table, tenant);
        }
        return tenant;
    }

    private void checkForeignKeys(DatabaseMetaData meta, String schema, String table, Set<String> tenant)
            throws SQLException {
        Map<String, Boolean> carriesOrganization = new HashMap<>();
        try (ResultSet r = meta.getImportedKeys(null, stored(schema), stored(table))) {
            while (r.next()) {
                if (tenant.contains(r.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT))) {
                    boolean organization = r.getString("FKCOLUMN_NAME").equalsIgnoreCase(COLUMN);
                    carriesOrganization.merge(r.getString("FK_NAME"), organization, Boolean::logicalOr);
                }
            }
        }
        carriesOrganization.forEach((key, organization) -> {
            if (!organization) {
                throw new IllegalStateException(
                        "foreign key " + key + " of " + schema + "." + table + " must include " + COLUMN);
            }
        });
    }

    /** Puts row-level security on the tenant tables and lets the application role in. */
    void protect(String schema, Set<String> tenant) throws SQLException {
        if (dialect != Dialect.POSTGRESQL) {
            return;
        }
        String role = Database.APPLICATION_ROLE;
        try (Statement s = connection.createStatement()) {
            s.execute("grant usage on schema " + schema + " to " + role);
            s.execute("grant select, insert, update, delete on all tables in schema " + schema + " to " + role);
            s.execute("grant usage, select on all sequences in schema " + schema + " to " + role);
            for (String table : tenant) {
                String name = schema + "." + table;
                String own = "organization_id = nullif(current_setting('app.tenant', true), '')::bigint";
                s.execute("alter table " + name + " enable row level security");
                s.execute("drop policy if exists tenant on " + name);
                s.execute("create policy tenant on " + name + " using (" + own + ") with check (" + own + ")");
            }
        }
    }
}
