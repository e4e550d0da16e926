package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql.RowMapper;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.internal.model.ApiKey;
import io.rubro.platform.security.internal.model.ApiKeyDraft;
import io.rubro.platform.security.internal.model.IssuedApiKey;
import io.rubro.platform.tenancy.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The API keys of an organisation. A key holds some of the permissions its maker has, and keeps them until it is
 * revoked or expires: it belongs to the organisation, not to whoever made it.
 */
@Component(service = ApiKeys.class)
public final class ApiKeys {

    private static final String COLUMNS =
            "id, name, prefix, created_by, created_at, expires_at, last_used_at, revoked_at";

    private final GlobalSql sql;
    private final Transactions tx;
    private final DeclaredPermissions declared;
    private final AccessCache accesses;
    private final Trail trail;

    private record Held(Id key, String permission) {}

    @Activate
    public ApiKeys(
            @Reference GlobalSql sql,
            @Reference Transactions tx,
            @Reference DeclaredPermissions declared,
            @Reference AccessCache accesses,
            @Reference Trail trail,
            @Reference(target = "(module=security)") SchemaReady schema) {
        this.sql = sql;
        this.tx = tx;
        this.declared = declared;
        this.accesses = accesses;
        this.trail = trail;
    }

    /** The keys, revoked ones too, the newest first. */
    public Page<ApiKey> list(PageRequest page) {
        int limit = page.limit();
        page.order("-id");
        String select = "select " + COLUMNS + " from security.api_key where organization_id = ?";
        String order = " order by id desc fetch first " + (limit + 1) + " rows only";
        Map<Id, List<String>> permissions = permissions("k.organization_id = ?", Tenant.current());
        RowMapper<ApiKey> mapper = row -> map(row, permissions);
        List<ApiKey> rows = page.after(1)
                .map(last ->
                        sql.query(select + " and id < ?" + order, mapper, Tenant.current(), Cursors.id(last.get(0))))
                .orElseGet(() -> sql.query(select + order, mapper, Tenant.current()));
        return Page.of(rows, limit, key -> PageRequest.cursor(key.id()));
    }

    /**
     * Makes a key. Only users do: a key that made keys would outlive its own revocation.
     *
     * @return with its secret, which is not kept and never shown again
     * @throws ProblemException 403 if it would hold more than its maker, 422 if a permission is unknown or the expiry
     *     has passed
     */
    public IssuedApiKey issue(ApiKeyDraft draft) {
        Id maker = Grants.requireUser();
        PermissionChoice.check(draft.permissions(), declared::isGrantable);
        Grants.require(draft.permissions());
        Instant now = Instant.now();
        if (draft.expires() != null && !draft.expires().isAfter(now)) {
            throw ProblemException.invalid("expires", "security.apikey.expired");
        }
        String name = PlainText.require("name", draft.name());
        Id id = Id.next();
        ApiKeyText text = ApiKeyText.random();
        return tx.required(() -> {
            sql.update(
                    "insert into security.api_key (id, organization_id, prefix, hash, name, created_by, created_at,"
                            + " expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                    id,
                    Tenant.current(),
                    text.prefix(),
                    text.hash(),
                    name,
                    maker,
                    now,
                    draft.expires());
            List<@Nullable Object[]> rows = new ArrayList<>();
            new TreeSet<>(draft.permissions()).forEach(permission -> rows.add(new Object[] {id, permission}));
            sql.batch("insert into security.api_key_permission (api_key_id, permission) values (?, ?)", rows);
            trail.record(
                    "security.apikey.issue", "api-key", id, Map.of("name", name, "permissions", draft.permissions()));
            accesses.changed();
            return new IssuedApiKey(get(id), text.text());
        });
    }

    /** Revokes a key, at once. Nothing happens if it is revoked already. */
    public void revoke(Id id) {
        tx.run(() -> {
            ApiKey key = get(id);
            sql.update(
                    "update security.api_key set revoked_at = ?"
                            + " where organization_id = ? and id = ? and revoked_at is null",
                    Instant.now(),
                    Tenant.current(),
                    id);
            trail.record("security.apikey.revoke", "api-key", id, Map.of("name", key.name()));
            accesses.changed();
        });
    }

    /** @throws ProblemException 404 if the caller's organisation has no such key */
    public ApiKey get(Id id) {
        Map<Id, List<String>> permissions = permissions("k.id = ?", id);
        return sql.queryOne(
                        "select " + COLUMNS + " from security.api_key where organization_id = ? and id = ?",
                        row -> map(row, permissions),
                        Tenant.current(),
                        id)
                .orElseThrow(() -> ProblemException.notFound("security.apikey.not-found", id));
    }

    private static ApiKey map(ResultSet row, Map<Id, List<String>> permissions) throws SQLException {
        Id id = Rows.id(row, "id");
        return new ApiKey(
                id,
                row.getString("name"),
                row.getString("prefix"),
                permissions.getOrDefault(id, List.of()),
                Rows.id(row, "created_by"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "expires_at"),
                Rows.instantOrNull(row, "last_used_at"),
                Rows.instantOrNull(row, "revoked_at"));
    }

    private Map<Id, List<String>> permissions(String condition, Id arg) {
        return sql
                .query(
                        "select p.api_key_id, p.permission from security.api_key_permission p"
                                + " join security.api_key k on k.id = p.api_key_id where " + condition
                                + " order by p.permission",
                        row -> new Held(Rows.id(row, "api_key_id"), row.getString("permission")),
                        arg)
                .stream()
                .collect(Collectors.groupingBy(Held::key, Collectors.mapping(Held::permission, Collectors.toList())));
    }
}
