package io.rubro.platform.persistence.internal;

import io.rubro.platform.persistence.Sql;
import io.rubro.platform.tenancy.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** SQL with the organisation bound where the statement says <code>{org}</code>. */
public final class TenantSql implements Sql {

    private static final String MARK = "{org}";

    private final Statements statements;
    private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

    public TenantSql(Statements statements) {
        this.statements = statements;
    }

    /**
     * A statement as the driver wants it.
     *
     * @param sql with {@code ?} for each mark
     * @param organization for each parameter, whether it is the organisation
     */
    private record Parsed(String sql, boolean[] organization) {

        static Parsed of(String source) {
            StringBuilder sql = new StringBuilder();
            List<Boolean> parameters = new ArrayList<>();
            boolean quoted = false;
            for (int i = 0; i < source.length(); i++) {
                char c = source.charAt(i);
                if (c == '\'') {
                    quoted = !quoted;
                }
                if (!quoted && c == '?') {
                    parameters.add(false);
                }
                if (!quoted && source.startsWith(MARK, i)) {
                    parameters.add(true);
                    sql.append('?');
                    i += MARK.length() - 1;
                } else {
                    sql.append(c);
                }
            }
            boolean[] organization = new boolean[parameters.size()];
            boolean any = false;
            for (int i = 0; i < organization.length; i++) {
                organization[i] = parameters.get(i);
                any |= organization[i];
            }
            if (!any) {
                throw new IllegalArgumentException("no " + MARK + " in: " + source);
            }
            return new Parsed(sql.toString(), organization);
        }

        @Nullable
        Object[] bind(@Nullable Object[] args) {
            Long org = Tenant.current().value();
            @Nullable Object[] all = new @Nullable Object[organization.length];
            int next = 0;
            for (int i = 0; i < all.length; i++) {
                if (!organization[i] && next == args.length) {
                    throw new IllegalArgumentException("too few arguments for: " + sql);
                }
                all[i] = organization[i] ? org : args[next++];
            }
            if (next != args.length) {
                throw new IllegalArgumentException("too many arguments for: " + sql);
            }
            return all;
        }
    }

    private Parsed parse(String sql) {
        if (parsed.size() > 2_000) {
            parsed.clear(); // only statements made of user input could get here; do not let them fill the memory
        }
        return parsed.computeIfAbsent(sql, Parsed::of);
    }

    @Override
    public int update(String sql, @Nullable Object... args) {
        Parsed p = parse(sql);
        return statements.update(p.sql, p.bind(args));
    }

    @Override
    public boolean insertUnlessThere(String sql, @Nullable Object... args) {
        Parsed p = parse(sql);
        return statements.insertUnlessThere(p.sql, p.bind(args));
    }

    @Override
    public void batch(String sql, List<@Nullable Object[]> rows) {
        Parsed p = parse(sql);
        List<@Nullable Object[]> bound = new ArrayList<>(rows.size());
        for (@Nullable Object[] row : rows) {
            bound.add(p.bind(row));
        }
        statements.batch(p.sql, bound);
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... args) {
        Parsed p = parse(sql);
        return statements.query(p.sql, mapper, p.bind(args));
    }

    @Override
    public <T> Optional<T> queryOne(String sql, RowMapper<T> mapper, @Nullable Object... args) {
        Parsed p = parse(sql);
        return statements.queryOne(p.sql, mapper, p.bind(args));
    }

    @Override
    public Dialect dialect() {
        return statements.dialect();
    }
}
