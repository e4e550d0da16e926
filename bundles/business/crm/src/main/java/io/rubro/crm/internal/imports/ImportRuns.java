package io.rubro.crm.internal.imports;

import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.internal.imports.ContactImport.OnDuplicate;
import io.rubro.crm.internal.imports.ContactImport.Policy;
import io.rubro.crm.internal.imports.ContactImport.State;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Imports as they are stored. */
record ImportRuns(Sql sql, ImportRows rows) {

    private static final String SEPARATOR = "\u001f";
    private static final String COLUMNS =
            """
            select id, version, file_name, charset_name, separator_name, state, header, mapping, policy, on_duplicate,
              kind, role, tag, total_rows, done_rows, failure, created_at, created_by, finished_at, undone_at, purged_at
            from crm.contact_import where organization_id = {org}""";

    void insert(
            Id id,
            String fileName,
            SourceFile file,
            List<String> header,
            Map<Integer, String> mapping,
            Instant now,
            String by) {
        sql.update(
                """
                insert into crm.contact_import (organization_id, id, version, file_name, charset_name, separator_name, state,
                  header, mapping, policy, on_duplicate, kind, total_rows, done_rows, created_at, created_by)
                values ({org}, ?, 1, ?, ?, ?, 'LOADING', ?, ?, 'FILL', 'SKIP', 'COMPANY', 0, 0, ?, ?)""",
                id,
                fileName,
                file.charset().name(),
                file.separator() == '\t' ? "TAB" : String.valueOf(file.separator()),
                ImportRows.join(header),
                write(mapping),
                now,
                by);
    }

    private static String write(Map<Integer, String> mapping) {
        return new TreeMap<>(mapping)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(SEPARATOR));
    }

    private static Map<Integer, String> mapping(@Nullable String stored) {
        return stored == null || stored.isEmpty()
                ? Map.of()
                : Arrays.stream(stored.split(SEPARATOR))
                        .map(entry -> entry.split("=", 2))
                        .collect(Collectors.toMap(
                                entry -> Integer.valueOf(entry[0]), entry -> entry[1], (a, b) -> a, TreeMap::new));
    }

    private ContactImport of(ResultSet row) throws SQLException {
        Id id = Rows.id(row, "id");
        @Nullable String role = row.getString("role");
        State state = State.valueOf(row.getString("state"));
        boolean checked = state != State.LOADING && state != State.UPLOADED && state != State.FAILED;
        return new ContactImport(
                id,
                row.getString("file_name"),
                row.getString("charset_name"),
                row.getString("separator_name"),
                state,
                ImportRows.split(row.getString("header")),
                mapping(row.getString("mapping")),
                Policy.valueOf(row.getString("policy")),
                OnDuplicate.valueOf(row.getString("on_duplicate")),
                ContactKind.valueOf(row.getString("kind")),
                role == null ? null : ContactRole.valueOf(role),
                row.getString("tag"),
                row.getInt("total_rows"),
                row.getInt("done_rows"),
                checked ? rows.verdicts(id) : Map.of(),
                checked && state != State.CHECKING && state != State.CHECKED ? rows.states(id) : Map.of(),
                row.getString("failure"),
                Rows.instant(row, "created_at"),
                row.getString("created_by"),
                Rows.instantOrNull(row, "finished_at"),
                Rows.instantOrNull(row, "undone_at"),
                Rows.instantOrNull(row, "purged_at"),
                row.getLong("version"));
    }

    /**
     * An import.
     *
     * @throws ProblemException 404 if there is none with this id
     */
    ContactImport get(Id id) {
        return sql.queryOne(COLUMNS + " and id = ?", this::of, id)
                .orElseThrow(() -> ProblemException.notFound("crm.import.not-found", id));
    }

    State state(Id id) {
        return sql.queryOne(
                        "select state from crm.contact_import where organization_id = {org} and id = ?",
                        row -> State.valueOf(row.getString("state")),
                        id)
                .orElseThrow(() -> ProblemException.notFound("crm.import.not-found", id));
    }

    /** The latest first. */
    List<ContactImport> list(@Nullable Id before, int limit) {
        return sql.query(
                COLUMNS + " and id < ? order by id desc fetch first ? rows only",
                this::of,
                before == null ? new Id(Long.MAX_VALUE) : before,
                limit);
    }

    /** The rows of the file are all there. */
    void loaded(Id id, int total) {
        sql.update(
                """
                update crm.contact_import set state = 'UPLOADED', total_rows = ?, version = version + 1
                where organization_id = {org} and id = ?""",
                total,
                id);
    }

    /** What is to be done with the rows. */
    record Choices(
            Map<Integer, String> mapping,
            Policy policy,
            OnDuplicate onDuplicate,
            ContactKind kind,
            @Nullable ContactRole role,
            @Nullable String tag) {}

    /** Says how the file is to be read, and that it is to be checked. */
    void choose(Id id, Choices choices) {
        sql.update(
                """
                update crm.contact_import set mapping = ?, policy = ?, on_duplicate = ?, kind = ?, role = ?, tag = ?
                where organization_id = {org} and id = ?""",
                write(choices.mapping()),
                choices.policy(),
                choices.onDuplicate(),
                choices.kind(),
                choices.role(),
                choices.tag(),
                id);
    }

    /** Goes from one state to another; false if somebody was quicker. */
    boolean go(Id id, State from, State to) {
        return sql.update(
                        """
                        update crm.contact_import set state = ?, done_rows = 0, failure = null, worker = null,
                          version = version + 1
                        where organization_id = {org} and id = ? and state = ?""",
                        to,
                        id,
                        from)
                == 1;
    }

    void finished(Id id, State from, State to, Instant now) {
        if (go(id, from, to)) {
            if (to == State.DONE || to == State.CANCELLED) {
                sql.update(
                        "update crm.contact_import set finished_at = ? where organization_id = {org} and id = ?",
                        now,
                        id);
            } else if (to == State.UNDONE) {
                sql.update(
                        "update crm.contact_import set undone_at = ? where organization_id = {org} and id = ?",
                        now,
                        id);
            }
        }
    }

    void failed(Id id, String reason) {
        sql.update(
                """
                update crm.contact_import set state = 'FAILED', failure = ?, worker = null, version = version + 1
                where organization_id = {org} and id = ?""",
                reason.length() > 500 ? reason.substring(0, 500) : reason,
                id);
    }

    /** Takes on the work if nobody else is at it. */
    boolean claim(Id id, String worker, Instant now, Instant silentSince) {
        return sql.update(
                        """
                        update crm.contact_import set worker = ?, beat_at = ?
                        where organization_id = {org} and id = ? and state in ('CHECKING', 'RUNNING', 'UNDOING')
                          and (worker is null or worker = ? or beat_at < ?)""",
                        worker,
                        now,
                        id,
                        worker,
                        silentSince)
                == 1;
    }

    /** Says how far the work is; false if it was taken away. */
    boolean beat(Id id, String worker, State state, int done, Instant now) {
        return sql.update(
                        """
                        update crm.contact_import set done_rows = ?, beat_at = ?
                        where organization_id = {org} and id = ? and worker = ? and state = ?""",
                        done,
                        now,
                        id,
                        worker,
                        state)
                == 1;
    }

    /** Those somebody began to work on and fell silent. */
    List<Id> abandoned(Instant silentSince) {
        return sql.query(
                """
                select id from crm.contact_import where organization_id = {org}
                  and state in ('CHECKING', 'RUNNING', 'UNDOING') and (beat_at is null or beat_at < ?)""",
                row -> Rows.id(row, "id"),
                silentSince);
    }

    /** Those whose content is older than it may be. */
    List<Id> old(Instant before) {
        return sql.query(
                """
                select id from crm.contact_import where organization_id = {org} and purged_at is null and created_at < ?""",
                row -> Rows.id(row, "id"),
                before);
    }

    void purged(Id id, Instant now) {
        sql.update(
                """
                update crm.contact_import set purged_at = ?, version = version + 1
                where organization_id = {org} and id = ?""",
                now,
                id);
    }
}
