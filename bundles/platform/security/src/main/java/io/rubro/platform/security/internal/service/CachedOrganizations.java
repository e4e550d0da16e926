package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads organisations, each from the database at most once in ten seconds. */
@Component(service = {Organizations.class, CachedOrganizations.class})
public final class CachedOrganizations implements Organizations {

    private static final Duration TTL = Duration.ofSeconds(10);
    private static final int CAPACITY = 5_000;
    private static final String COLUMNS =
            "id, name, legal_name, tax_id, country, currency, time_zone, locale, address, version";

    private final GlobalSql sql;
    private final Transactions tx;
    private final TimedCache<Id, Optional<Organization>> one = new TimedCache<>(CAPACITY, TTL, System::nanoTime);
    private final TimedCache<String, List<Id>> all = new TimedCache<>(1, TTL, System::nanoTime);

    @Activate
    public CachedOrganizations(
            @Reference GlobalSql sql,
            @Reference Transactions tx,
            @Reference(target = "(module=security)") SchemaReady schema) {
        this.sql = sql;
        this.tx = tx;
    }

    @Override
    public Organization current() {
        Id id = Tenant.current();
        return one.get(id, this::read)
                .orElseThrow(() -> new IllegalStateException("organisation " + id + " does not exist"));
    }

    @Override
    public List<Id> all() {
        return all.get(
                "all",
                key -> List.copyOf(
                        sql.query("select id from security.organization order by id", row -> Rows.id(row, "id"))));
    }

    /** An organisation as it is in the database now, also inside a transaction that has changed it. */
    Optional<Organization> read(Id id) {
        return sql.queryOne(
                "select " + COLUMNS + " from security.organization where id = ?", CachedOrganizations::map, id);
    }

    /** All organisations with a text in one of their names or the tax number, by name. */
    public Page<Organization> list(PageRequest page, @Nullable String search) {
        int limit = page.limit();
        page.order("name");
        Looking looking = new Looking("select " + COLUMNS + " from security.organization")
                .andContaining(search, "name", "legal_name", "tax_id");
        page.after(2)
                .ifPresent(last -> looking.and(
                        "name > ? or (name = ? and id > ?)",
                        Cursors.text(last.get(0)),
                        Cursors.text(last.get(0)),
                        Cursors.id(last.get(1))));
        List<Organization> rows = looking.rows(
                sql, CachedOrganizations::map, " order by name, id fetch first " + (limit + 1) + " rows only");
        return Page.of(rows, limit, o -> PageRequest.cursor(o.name(), o.id()));
    }

    /** Forgets what it knows once the current transaction has ended. */
    void changed() {
        if (tx.active()) {
            tx.afterCompletion(committed -> forget());
        } else {
            forget();
        }
    }

    private void forget() {
        one.forget();
        all.forget();
    }

    private static Organization map(ResultSet row) throws SQLException {
        return new Organization(
                Rows.id(row, "id"),
                row.getString("name"),
                row.getString("legal_name"),
                row.getString("tax_id"),
                row.getString("country"),
                row.getString("currency"),
                row.getString("time_zone"),
                row.getString("locale"),
                row.getString("address"),
                row.getLong("version"));
    }
}
