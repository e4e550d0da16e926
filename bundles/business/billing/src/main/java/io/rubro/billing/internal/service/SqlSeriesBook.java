package io.rubro.billing.internal.service;

import io.rubro.billing.Series;
import io.rubro.billing.SeriesBook;
import io.rubro.billing.SeriesDraft;
import io.rubro.billing.SeriesKind;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The series as plain rows: they are written once and only read afterwards. */
@Component
public final class SqlSeriesBook implements SeriesBook {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,10}");
    private static final int MAX_DIGITS = 9;

    private static final String LIST =
            """
            select s.id, s.kind, s.code, s.pattern, s.digits, s.yearly, c.last_number, c.last_date
            from billing.series s
            left join billing.series_counter c on c.organization_id = s.organization_id and c.series_code = s.code
              and c.counter_year = (select max(m.counter_year) from billing.series_counter m
                                    where m.organization_id = s.organization_id and m.series_code = s.code)
            where s.organization_id = {org} order by s.code""";

    private final Transactions transactions;
    private final Sql sql;
    private final Audit audit;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public SqlSeriesBook(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Audit audit,
            @Reference(target = "(module=billing)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.audit = audit;
    }

    @Override
    public List<Series> list() {
        return sql.query(LIST, SqlSeriesBook::read);
    }

    private static Series read(ResultSet row) throws SQLException {
        String code = row.getString("code");
        NumberPattern pattern =
                new NumberPattern(row.getString("pattern"), row.getInt("digits"), row.getBoolean("yearly"));
        long last = row.getLong("last_number");
        String lastNumber =
                last == 0 ? null : pattern.print(code, row.getDate("last_date").toLocalDate(), last);
        return new Series(
                new Id(row.getLong("id")),
                SeriesKind.valueOf(row.getString("kind")),
                code,
                pattern.pattern(),
                pattern.digits(),
                pattern.yearly(),
                lastNumber);
    }

    @Override
    public Series open(SeriesDraft draft) {
        String code = draft.code().strip().toUpperCase(Locale.ROOT);
        Boolean asked = draft.yearly();
        boolean yearly = asked == null || asked;
        Integer digits = draft.digits();
        String given = draft.pattern();
        NumberPattern pattern = new NumberPattern(
                given == null || given.isBlank() ? NumberPattern.standard(yearly) : given.strip(),
                digits == null ? 3 : digits,
                yearly);
        check(code, pattern);
        SeriesKind wanted = draft.kind();
        SeriesKind kind = wanted == null ? SeriesKind.INVOICE : wanted;
        Id id = Id.next();
        try {
            transactions.run(() -> insert(id, kind, code, pattern));
        } catch (DataAccessException e) {
            if (e.isDuplicate()) {
                throw ProblemException.conflict("code", "billing.series.exists", Map.of("series", code));
            }
            throw e;
        }
        return new Series(id, kind, code, pattern.pattern(), pattern.digits(), yearly, null);
    }

    private static void check(String code, NumberPattern pattern) {
        Faults faults = new Faults();
        if (!CODE.matcher(code).matches()) {
            faults.add("code", "billing.series.code");
        }
        if (pattern.digits() < 1 || pattern.digits() > MAX_DIGITS) {
            faults.add("digits", "billing.series.digits", Map.of("max", MAX_DIGITS));
        }
        if (!pattern.isAllowed()) {
            faults.add("pattern", "billing.series.pattern", Map.of("max", NumberPattern.MAX_LENGTH));
        }
        faults.check();
    }

    private void insert(Id id, SeriesKind kind, String code, NumberPattern pattern) {
        sql.update(
                """
                insert into billing.series (organization_id, id, kind, code, pattern, digits, yearly)
                values ({org}, ?, ?, ?, ?, ?, ?)""",
                id,
                kind,
                code,
                pattern.pattern(),
                pattern.digits(),
                pattern.yearly());
        audit.record("billing.series.open", "series", id, Map.of("code", code, "pattern", pattern.pattern()));
    }
}
