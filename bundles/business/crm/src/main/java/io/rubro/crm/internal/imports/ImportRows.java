package io.rubro.crm.internal.imports;

import io.rubro.crm.internal.imports.ContactImport.RowState;
import io.rubro.crm.internal.imports.ContactImport.Verdict;
import io.rubro.crm.internal.service.ContactValues;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of imports as they are stored. */
record ImportRows(Sql sql) {

    static final int LONGEST_ROW = 16_000;
    private static final int LONGEST_REASON = 500;
    private static final String SEPARATOR = "\u001f";
    private static final String COLUMNS =
            """
            select line, cells, verdict, state, field, reason, contact_id, duplicate_of
            from crm.contact_import_row where organization_id = {org} and import_id = ?""";

    /** What is found out about a row. */
    record Finding(
            Verdict verdict,
            @Nullable String field,
            @Nullable String reason,
            @Nullable String taxId,
            @Nullable String email,
            @Nullable Id contact,
            @Nullable Id duplicateOf) {}

    /** A field a row changed. */
    record Change(String field, @Nullable String before, @Nullable String after) {}

    static String join(List<String> cells) {
        return String.join(SEPARATOR, cells);
    }

    static List<String> split(@Nullable String stored) {
        return stored == null ? List.of() : Arrays.asList(stored.split(SEPARATOR, -1));
    }

    private static ImportRow row(ResultSet row) throws SQLException {
        @Nullable String verdict = row.getString("verdict");
        return new ImportRow(
                row.getInt("line"),
                split(row.getString("cells")),
                verdict == null ? null : Verdict.valueOf(verdict),
                RowState.valueOf(row.getString("state")),
                row.getString("field"),
                row.getString("reason"),
                Rows.idOrNull(row, "contact_id"),
                Rows.idOrNull(row, "duplicate_of"));
    }

    void insert(Id run, List<CsvReader.Row> rows) {
        sql.batch(
                """
                insert into crm.contact_import_row (organization_id, import_id, line, cells, state)
                values ({org}, ?, ?, ?, 'PENDING')""",
                rows.stream()
                        .map(row -> new @Nullable Object[] {run, row.line(), cut(join(row.cells()), LONGEST_ROW)})
                        .toList());
    }

    private static @Nullable String cut(@Nullable String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }

    /** Rows after a line, in their order. */
    List<ImportRow> after(Id run, int line, int limit) {
        return sql.query(
                COLUMNS + " and line > ? order by line fetch first ? rows only", ImportRows::row, run, line, limit);
    }

    /** As {@link #after}, only those with a verdict or state. */
    List<ImportRow> after(Id run, int line, @Nullable Verdict verdict, @Nullable RowState state, int limit) {
        StringBuilder where = new StringBuilder(COLUMNS).append(" and line > ?");
        List<@Nullable Object> args = new ArrayList<>(List.of(run, line));
        if (verdict != null) {
            where.append(" and verdict = ?");
            args.add(verdict);
        }
        if (state != null) {
            where.append(" and state = ?");
            args.add(state);
        }
        args.add(limit);
        return sql.query(where + " order by line fetch first ? rows only", ImportRows::row, args.toArray());
    }

    /** Rows that made or changed a contact, the last first. */
    List<ImportRow> effective(Id run, int before, int limit) {
        return sql.query(
                COLUMNS + " and line < ? and state in ('MADE', 'CHANGED') order by line desc fetch first ? rows only",
                ImportRows::row,
                run,
                before,
                limit);
    }

    void judge(Id run, int line, Finding finding) {
        sql.update(
                """
                update crm.contact_import_row set verdict = ?, field = ?, reason = ?, tax_id = ?, email = ?,
                  contact_id = ?, duplicate_of = ?
                where organization_id = {org} and import_id = ? and line = ?""",
                finding.verdict(),
                finding.field(),
                cut(finding.reason(), LONGEST_REASON),
                cut(finding.taxId(), 40),
                cut(finding.email(), 254),
                finding.contact(),
                finding.duplicateOf(),
                run,
                line);
    }

    /** An earlier row of the same file with the same tax id or e-mail. */
    Optional<Integer> twin(Id run, int line, @Nullable String taxId, @Nullable String email) {
        return earlier(run, line, "tax_id", taxId).or(() -> earlier(run, line, "email", email));
    }

    private Optional<Integer> earlier(Id run, int line, String column, @Nullable String value) {
        return value == null
                ? Optional.empty()
                : sql.queryOne(
                                """
                                select min(line) as first_line from crm.contact_import_row
                                where organization_id = {org} and import_id = ? and %s = ? and line < ?
                                  and verdict in ('NEW', 'DUPLICATE')"""
                                        .formatted(column),
                                row -> row.getInt("first_line"),
                                run,
                                value,
                                line)
                        .filter(first -> first > 0);
    }

    void finish(Id run, int line, RowState state, @Nullable Id contact, @Nullable String reason) {
        sql.update(
                """
                update crm.contact_import_row set state = ?, contact_id = coalesce(?, contact_id),
                  reason = coalesce(?, reason)
                where organization_id = {org} and import_id = ? and line = ?""",
                state,
                contact,
                cut(reason, LONGEST_REASON),
                run,
                line);
    }

    void refuse(Id run, int line, @Nullable String field, String reason) {
        sql.update(
                """
                update crm.contact_import_row set verdict = 'ERROR', state = 'LEFT', field = ?, reason = ?
                where organization_id = {org} and import_id = ? and line = ?""",
                field,
                cut(reason, LONGEST_REASON),
                run,
                line);
    }

    /** Forgets all verdicts, for a file that is checked again. */
    void reset(Id run, int from, int to) {
        sql.update(
                """
                update crm.contact_import_row set verdict = null, field = null, reason = null, tax_id = null,
                  email = null, contact_id = null, duplicate_of = null
                where organization_id = {org} and import_id = ? and line between ? and ?""",
                run,
                from,
                to);
    }

    void changed(Id run, int line, Map<String, String> before, Map<String, String> after) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (String field : ContactValues.differing(before, after)) {
            rows.add(new @Nullable Object[] {run, line, field, before.get(field), after.get(field)});
        }
        sql.batch(
                """
                insert into crm.contact_import_field (organization_id, import_id, line, field, value_before, value_after)
                values ({org}, ?, ?, ?, ?, ?)""",
                rows);
    }

    List<Change> changes(Id run, int line) {
        return sql.query(
                """
                select field, value_before, value_after from crm.contact_import_field
                where organization_id = {org} and import_id = ? and line = ? order by field""",
                row -> new Change(row.getString("field"), row.getString("value_before"), row.getString("value_after")),
                run,
                line);
    }

    Map<Verdict, Integer> verdicts(Id run) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        sql.query(
                """
                select verdict, count(*) as rows_of_it from crm.contact_import_row
                where organization_id = {org} and import_id = ? and verdict is not null group by verdict""",
                row -> counts.put(Verdict.valueOf(row.getString("verdict")), row.getInt("rows_of_it")),
                run);
        return counts;
    }

    Map<RowState, Integer> states(Id run) {
        Map<RowState, Integer> counts = new EnumMap<>(RowState.class);
        sql.query(
                """
                select state, count(*) as rows_of_it from crm.contact_import_row
                where organization_id = {org} and import_id = ? group by state""",
                row -> counts.put(RowState.valueOf(row.getString("state")), row.getInt("rows_of_it")),
                run);
        return counts;
    }

    int lastLine(Id run) {
        return sql.queryOne(
                        """
                        select max(line) as last_line from crm.contact_import_row
                        where organization_id = {org} and import_id = ?""",
                        row -> row.getInt("last_line"),
                        run)
                .orElse(0);
    }

    /** Deletes what the file said and what it changed; what became of its rows stays. */
    void purge(Id run, int from, int to) {
        sql.update(
                """
                update crm.contact_import_row set cells = null, tax_id = null, email = null, reason = null
                where organization_id = {org} and import_id = ? and line between ? and ?""",
                run,
                from,
                to);
        sql.update(
                """
                delete from crm.contact_import_field
                where organization_id = {org} and import_id = ? and line between ? and ?""",
                run,
                from,
                to);
    }
}
