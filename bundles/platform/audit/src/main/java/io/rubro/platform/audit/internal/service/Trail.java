package io.rubro.platform.audit.internal.service;

import io.rubro.platform.audit.AuditHistory;
import io.rubro.platform.audit.internal.model.Entry;
import io.rubro.platform.audit.internal.model.Head;
import io.rubro.platform.audit.internal.model.Verification;
import io.rubro.platform.audit.internal.model.Verification.Fault;
import io.rubro.platform.audit.internal.model.Verification.Kind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.tenancy.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads and verifies the trail of the organisation of this thread. */
@Component(service = {Trail.class, AuditHistory.class})
public final class Trail implements AuditHistory {

    private static final int CHUNK = 1_000;
    private static final String COLUMNS = "seq, id, made_at, request_id, actor_kind, actor_id, actor_name, action,"
            + " record_type, record_id, details, hash";

    private final Sql sql;

    /** Called by the component runtime. */
    @Activate
    public Trail(@Reference Sql sql, @Reference(target = "(module=audit)") SchemaReady schema) {
        this.sql = sql;
    }

    /**
     * What is looked for; null means any.
     *
     * @param actor a part of the actor's name, in any case of letters
     * @param action an action, or the beginning of actions followed by {@code *}
     * @param from the first instant wanted
     * @param to the first instant no longer wanted
     */
    public record Search(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String recordType,
            @Nullable Id recordId,
            @Nullable Instant from,
            @Nullable Instant to) {}

    @Override
    public List<Deed> of(String recordType, Id record, int limit) {
        return find(new Search(null, null, recordType, record, null, null), Long.MAX_VALUE, limit).stream()
                .map(entry -> new Deed(entry.at(), entry.actorName(), entry.action(), entry.details()))
                .toList();
    }

    /** Entries before a place, the latest first. */
    public List<Entry> find(Search search, long before, int limit) {
        StringBuilder where = new StringBuilder("organization_id = {org} and seq < ?");
        List<@Nullable Object> args = new ArrayList<>(List.of(before));
        and(where, args, "lower(actor_name) like ? escape '!'", contains(search.actor));
        if (search.action != null && search.action.endsWith("*")) {
            and(
                    where,
                    args,
                    "action like ? escape '!'",
                    escape(search.action.substring(0, search.action.length() - 1)) + "%");
        } else {
            and(where, args, "action = ?", search.action);
        }
        and(where, args, "record_type = ?", search.recordType);
        and(where, args, "record_id = ?", search.recordId);
        and(where, args, "made_at >= ?", search.from);
        and(where, args, "made_at < ?", search.to);
        return sql.query(
                "select " + COLUMNS + " from audit.entry where " + where + " order by seq desc fetch first " + limit
                        + " rows only",
                Trail::entry,
                args.toArray());
    }

    private static void and(
            StringBuilder where, List<@Nullable Object> args, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            args.add(value);
        }
    }

    private static @Nullable String contains(@Nullable String text) {
        return text == null ? null : "%" + escape(text.toLowerCase(Locale.ROOT)) + "%";
    }

    private static String escape(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static Entry entry(ResultSet r) throws SQLException {
        return new Entry(
                r.getLong("seq"),
                Rows.id(r, "id"),
                Rows.instant(r, "made_at"),
                r.getString("request_id"),
                r.getString("actor_kind"),
                Rows.idOrNull(r, "actor_id"),
                r.getString("actor_name"),
                r.getString("action"),
                r.getString("record_type"),
                Rows.id(r, "record_id"),
                r.getString("details"),
                r.getString("hash"));
    }

    /** The stored end of the chain; number 0 if there is none. */
    public Head head() {
        return sql.queryOne(
                        "select seq, hash from audit.head where organization_id = {org}",
                        r -> new Head(r.getLong("seq"), r.getString("hash")))
                .orElse(Head.START);
    }

    /**
     * Checks every entry from the first to the last, in chunks, and the head.
     *
     * <p>It finds whatever was changed, removed, inserted or moved, unless somebody who may write to the database also
     * computes all later hashes anew, or cuts the end off and sets the head back. That shows only against a head that
     * was noted elsewhere: a number and a hash on paper or in another system.
     *
     * @param noted a head noted earlier, to be found unchanged; null for none
     */
    public Verification verify(@Nullable Head noted) {
        Head last = Head.START;
        while (true) {
            List<Entry> chunk = after(last.seq());
            for (Entry entry : chunk) {
                @Nullable Kind fault = fault(last, entry, noted);
                if (fault != null) {
                    return broken(last.seq(), last.seq() + 1, fault);
                }
                last = new Head(entry.seq(), entry.hash());
            }
            if (chunk.isEmpty()) {
                // Entries first, then the head: it is written with its entry, so it is never behind what was read.
                Head head = head();
                if (head.seq() <= last.seq() || after(last.seq()).isEmpty()) {
                    return conclude(last, head, noted);
                }
            }
        }
    }

    private List<Entry> after(long seq) {
        return sql.query(
                "select " + COLUMNS + " from audit.entry where organization_id = {org} and seq > ? order by seq"
                        + " fetch first " + CHUNK + " rows only",
                Trail::entry,
                seq);
    }

    private static @Nullable Kind fault(Head before, Entry entry, @Nullable Head noted) {
        if (entry.seq() != before.seq() + 1) {
            return Kind.MISSING;
        }
        if (!entry.hash().equals(EntryHash.of(before.hash(), Tenant.current(), entry))) {
            return Kind.CHANGED;
        }
        boolean other =
                noted != null && noted.seq() == entry.seq() && !noted.hash().equals(entry.hash());
        return other ? Kind.NOT_AS_NOTED : null;
    }

    private static Verification conclude(Head last, Head head, @Nullable Head noted) {
        if (head.seq() > last.seq()) {
            return broken(last.seq(), last.seq() + 1, Kind.TRUNCATED);
        }
        if (!head.equals(last)) {
            return broken(last.seq(), last.seq(), Kind.HEAD);
        }
        if (noted != null && noted.seq() > last.seq()) {
            return broken(last.seq(), last.seq() + 1, Kind.NOT_AS_NOTED);
        }
        return new Verification(true, last.seq(), last.seq() == 0 ? null : last.hash(), null);
    }

    private static Verification broken(long entries, long seq, Kind kind) {
        return new Verification(false, entries, null, new Fault(seq, kind));
    }
}
