package io.rubro.platform.marketplace.internal;

import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of the plugins that should be installed. */
final class PluginStore {

    private static final String COLUMNS =
            "id, plugin, version, sha256, symbolic_name, running, deploy_file, installed_at, installed_by";

    private final Transactions transactions;
    private final GlobalSql sql;

    PluginStore(Transactions transactions, GlobalSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    List<PluginRow> all() {
        return sql.query("select " + COLUMNS + " from marketplace.plugin order by plugin", PluginStore::row);
    }

    /** Writes the row in place of the one the plugin has, if it has one. */
    void save(PluginRow row) {
        transactions.<@Nullable Void>requiresNew(() -> {
            sql.update("delete from marketplace.plugin where plugin = ?", row.plugin());
            sql.update(
                    "insert into marketplace.plugin (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    row.id(),
                    row.plugin(),
                    row.version(),
                    row.sha256(),
                    row.symbolicName(),
                    row.running(),
                    row.deployFile(),
                    row.installedAt(),
                    row.installedBy());
            return null;
        });
    }

    void delete(String plugin) {
        transactions.<@Nullable Void>requiresNew(() -> {
            sql.update("delete from marketplace.plugin where plugin = ?", plugin);
            return null;
        });
    }

    private static PluginRow row(ResultSet row) throws SQLException {
        return new PluginRow(
                Rows.id(row, "id"),
                row.getString("plugin"),
                row.getString("version"),
                row.getString("sha256"),
                row.getString("symbolic_name"),
                row.getBoolean("running"),
                row.getString("deploy_file"),
                Rows.instant(row, "installed_at"),
                row.getString("installed_by"));
    }
}
