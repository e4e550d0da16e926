package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.Colleague;
import io.rubro.platform.security.Colleagues;
import io.rubro.platform.security.internal.model.RoleRef;
import io.rubro.platform.tenancy.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The members of the organisation as their colleagues see them. */
@Component
public final class MemberColleagues implements Colleagues {

    private static final String FROM = " from security.membership m join security.app_user u on u.id = m.user_id"
            + " where m.organization_id = ? and m.disabled = false and u.disabled = false";

    private final GlobalSql sql;
    private final Roles roles;

    @Activate
    public MemberColleagues(
            @Reference GlobalSql sql,
            @Reference Roles roles,
            @Reference(target = "(module=security)") SchemaReady schema) {
        this.sql = sql;
        this.roles = roles;
    }

    @Override
    public List<Colleague> all() {
        return sql.query(
                "select u.id, u.name, u.email" + FROM + " order by lower(u.name), u.id",
                MemberColleagues::map,
                Tenant.current());
    }

    @Override
    public Optional<Colleague> find(Id user) {
        return sql.queryOne(
                "select u.id, u.name, u.email" + FROM + " and u.id = ?", MemberColleagues::map, Tenant.current(), user);
    }

    @Override
    public boolean may(Id user, String permission) {
        Id organization = Tenant.current();
        return sql.queryOne(
                        "select m.built_in_role, m.role_id" + FROM + " and u.id = ?", RoleRef::of, organization, user)
                .map(roles::permissions)
                .map(held -> new Caller(Caller.Kind.USER, user, "colleague", organization, held, Caller.DEFAULT_LOCALE))
                .filter(caller -> caller.may(permission))
                .isPresent();
    }

    private static Colleague map(ResultSet row) throws SQLException {
        return new Colleague(Rows.id(row, "id"), row.getString("name"), row.getString("email"));
    }
}
