package io.rubro.crm.internal.merging;

import io.rubro.crm.internal.service.ContactValues;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is written down of merges, so that they can be taken back. */
record MergeRows(Sql sql) {

    private static final Pattern TABLE = Pattern.compile("crm\\.[a-z_]{1,50}");
    private static final String COLUMNS =
            "select id, winner_id, loser_id, loser_archived_at, merged_at, merged_by, undone_at, undone_by"
                    + " from crm.contact_merge where organization_id = {org} and ";

    /** A field of a contact that a merge changed. */
    record Change(Id contact, String field, @Nullable String before, @Nullable String after) {}

    /** A merge as it is stored. */
    record Stored(
            Id id,
            Id winner,
            Id loser,
            @Nullable Instant loserArchivedAt,
            Instant mergedAt,
            String mergedBy,
            @Nullable Instant undoneAt,
            @Nullable String undoneBy) {

        static Stored of(ResultSet row) throws SQLException {
            return new Stored(
                    Rows.id(row, "id"),
                    Rows.id(row, "winner_id"),
                    Rows.id(row, "loser_id"),
                    Rows.instantOrNull(row, "loser_archived_at"),
                    Rows.instant(row, "merged_at"),
                    row.getString("merged_by"),
                    Rows.instantOrNull(row, "undone_at"),
                    row.getString("undone_by"));
        }
    }

    void insert(Id id, Id winner, Id loser, @Nullable Instant loserArchivedAt, Instant now, String by) {
        sql.update(
                """
                insert into crm.contact_merge (organization_id, id, winner_id, loser_id, loser_archived_at, merged_at, merged_by)
                values ({org}, ?, ?, ?, ?, ?, ?)""",
                id,
                winner,
                loser,
                loserArchivedAt,
                now,
                by);
    }

    /** Writes down in which fields a contact differs from what it was. */
    void changed(Id merge, Id contact, Map<String, String> before, Map<String, String> after) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (String field : ContactValues.differing(before, after)) {
            rows.add(new @Nullable Object[] {merge, contact, field, before.get(field), after.get(field)});
        }
        sql.batch(
                """
                insert into crm.contact_merge_field (organization_id, merge_id, contact_id, field, value_before, value_after)
                values ({org}, ?, ?, ?, ?, ?)""",
                rows);
    }

    List<Change> changes(Id merge) {
        return sql.query(
                """
                select contact_id, field, value_before, value_after from crm.contact_merge_field
                where organization_id = {org} and merge_id = ? order by contact_id, field""",
                row -> new Change(
                        Rows.id(row, "contact_id"),
                        row.getString("field"),
                        row.getString("value_before"),
                        row.getString("value_after")),
                merge);
    }

    Optional<Stored> find(Id merge) {
        return sql.queryOne(COLUMNS + "id = ?", Stored::of, merge);
    }

    /** The merge that put a contact away and was not undone. */
    Optional<Stored> ofLoser(Id contact) {
        return sql.queryOne(COLUMNS + "loser_id = ? and undone_at is null", Stored::of, contact);
    }

    /** Merges, the latest first, of all contacts or of one; ids grow with time. */
    List<Stored> list(@Nullable Id contact, @Nullable Id before, int limit) {
        StringBuilder where = new StringBuilder("id < ?");
        List<@Nullable Object> args = new ArrayList<>();
        args.add(before == null ? new Id(Long.MAX_VALUE) : before);
        if (contact != null) {
            where.append(" and (winner_id = ? or loser_id = ?)");
            args.add(contact);
            args.add(contact);
        }
        args.add(limit);
        return sql.query(COLUMNS + where + " order by id desc fetch first ? rows only", Stored::of, args.toArray());
    }

    void undone(Id merge, Instant now, String by) {
        sql.update(
                "update crm.contact_merge set undone_at = ?, undone_by = ? where organization_id = {org} and id = ?",
                now,
                by,
                merge);
    }

    /** Gives the rows of a table to another contact and writes down which. */
    void move(Id merge, String table, Id from, Id to) {
        check(table);
        sql.update(
                """
                insert into crm.contact_merge_row (organization_id, merge_id, table_name, row_id)
                select r.organization_id, m.id, cast(? as varchar(60)), r.id from %s r
                join crm.contact_merge m on m.organization_id = r.organization_id and m.id = ?
                where r.organization_id = {org} and r.contact_id = ?"""
                        .formatted(table),
                table,
                merge,
                from);
        give(merge, table, from, to);
    }

    /** The tables of which rows changed hands, with how many. */
    Map<String, Long> moved(Id merge) {
        Map<String, Long> tables = new TreeMap<>();
        sql.query(
                """
                select table_name, count(*) as moved from crm.contact_merge_row
                where organization_id = {org} and merge_id = ? group by table_name""",
                row -> tables.put(row.getString("table_name"), row.getLong("moved")),
                merge);
        return tables;
    }

    /** Gives back the rows of a table that are still where the merge put them. Returns how many. */
    int give(Id merge, String table, Id from, Id to) {
        check(table);
        return sql.update(
                """
                update %s set contact_id = ? where organization_id = {org} and contact_id = ? and id in (
                  select row_id from crm.contact_merge_row where organization_id = {org} and merge_id = ? and table_name = ?)"""
                        .formatted(table),
                to,
                from,
                merge,
                table);
    }

    /** How many rows of a table a contact has beside those a merge gave it. */
    long count(String table, Id contact) {
        check(table);
        return sql.queryOne(
                        "select count(*) as rows_of_it from %s where organization_id = {org} and contact_id = ?"
                                .formatted(table),
                        row -> row.getLong("rows_of_it"),
                        contact)
                .orElse(0L);
    }

    private static void check(String table) {
        if (!TABLE.matcher(table).matches()) {
            throw new IllegalArgumentException("no table of the CRM: " + table);
        }
    }
}
