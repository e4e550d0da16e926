package io.rubro.crm.internal.segments;

import io.rubro.crm.Contact;
import io.rubro.crm.Contacts;
import io.rubro.crm.internal.model.Folding;
import io.rubro.crm.internal.service.Directory;
import io.rubro.crm.internal.service.JpaContacts;
import io.rubro.crm.segments.Condition;
import io.rubro.crm.segments.Match;
import io.rubro.crm.segments.Operator;
import io.rubro.crm.segments.Segment;
import io.rubro.crm.segments.SegmentDraft;
import io.rubro.crm.segments.SegmentKind;
import io.rubro.crm.segments.Segments;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Segments as rows; who belongs to a dynamic one is asked of the database each time. */
@Component(service = {Segments.class, StoredSegments.class})
public final class StoredSegments implements Segments {

    private static final String COLUMNS =
            "s.id, s.version, s.name, s.description, s.kind, s.matching, s.created_at, s.updated_at";

    private final Transactions transactions;
    private final Sql sql;
    private final Contacts contacts;
    private final JpaContacts rows;
    private final Directory directory;
    private final Organizations organizations;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public StoredSegments(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference JpaContacts contacts,
            @Reference Directory directory,
            @Reference Organizations organizations,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.contacts = contacts;
        this.rows = contacts;
        this.directory = directory;
        this.organizations = organizations;
        this.audit = audit;
        this.live = live;
    }

    @Override
    public List<Segment> list() {
        return transactions.required(() -> sql
                .query(
                        "select " + COLUMNS + " from crm.segment s where s.organization_id = {org}"
                                + " order by s.name_normalised, s.id",
                        StoredSegments::head)
                .stream()
                .map(this::whole)
                .toList());
    }

    @Override
    public Segment get(Id id) {
        return transactions.required(() -> whole(sql.queryOne(
                        "select " + COLUMNS + " from crm.segment s where s.organization_id = {org} and s.id = ?",
                        StoredSegments::head,
                        id)
                .orElseThrow(() -> ProblemException.notFound("crm.segment.not-found", id))));
    }

    @Override
    public Segment create(SegmentDraft draft) {
        SegmentDraft normal = SegmentRules.normalise(draft);
        return transactions.required(() -> {
            refuseTaken(normal.name(), null);
            Id id = Id.next();
            Instant now = now();
            sql.update(
                    """
                    insert into crm.segment (organization_id, id, version, name, name_normalised, description, kind,
                      matching, created_at, updated_at) values ({org}, ?, 1, ?, ?, ?, ?, ?, ?, ?)""",
                    id,
                    normal.name(),
                    Folding.searchable(normal.name()),
                    normal.description(),
                    normal.kind(),
                    normal.match(),
                    now,
                    now);
            write(id, normal.conditions());
            changed("crm.segment.create", id, Map.of("kind", normal.kind().name()));
            return get(id);
        });
    }

    @Override
    public Segment update(Id id, @Nullable IfMatch seen, SegmentDraft draft) {
        return transactions.required(() -> {
            Segment old = get(id);
            IfMatch.require(seen, old.version());
            SegmentDraft normal = SegmentRules.normalise(
                    new SegmentDraft(draft.name(), draft.description(), old.kind(), draft.match(), draft.conditions()));
            refuseTaken(normal.name(), id);
            int updated = sql.update(
                    """
                    update crm.segment set version = version + 1, name = ?, name_normalised = ?, description = ?,
                      matching = ?, updated_at = ? where organization_id = {org} and id = ? and version = ?""",
                    normal.name(),
                    Folding.searchable(normal.name()),
                    normal.description(),
                    normal.match(),
                    now(),
                    id,
                    old.version());
            if (updated == 0) {
                throw ProblemException.staleVersion();
            }
            sql.update("delete from crm.segment_condition where organization_id = {org} and segment_id = ?", id);
            write(id, normal.conditions());
            changed("crm.segment.update", id, Map.of());
            return get(id);
        });
    }

    @Override
    public void delete(Id id) {
        transactions.run(() -> {
            Segment segment = get(id);
            sql.update("delete from crm.segment where organization_id = {org} and id = ?", id);
            changed("crm.segment.delete", id, Map.of("name", segment.name()));
        });
    }

    @Override
    public Page<Contact> members(Id id, PageRequest page) {
        return transactions.required(() -> page(query(get(id)), page));
    }

    /** The contacts that would belong to a segment with these conditions, by name. */
    Page<Contact> preview(Match match, List<Condition> conditions, PageRequest page) {
        SegmentQuery query = dynamic(match, SegmentRules.normalise(conditions));
        return transactions.required(() -> page(query, page));
    }

    @Override
    public long count(Id id) {
        return transactions.required(() -> count(query(get(id))));
    }

    /** How many contacts would belong to a segment with these conditions. */
    long count(Match match, List<Condition> conditions) {
        SegmentQuery query = dynamic(match, SegmentRules.normalise(conditions));
        return transactions.required(() -> count(query));
    }

    private long count(SegmentQuery query) {
        return sql.queryOne(
                        "select count(*) as n" + SegmentQuery.FROM + query.condition(),
                        row -> row.getLong("n"),
                        query.args().toArray())
                .orElseThrow();
    }

    @Override
    public boolean contains(Id id, Id contact) {
        return transactions.required(() -> {
            SegmentQuery query = query(get(id));
            List<@Nullable Object> args = new ArrayList<>(query.args());
            args.add(contact);
            return sql.queryOne(
                            "select c.id" + SegmentQuery.FROM + query.condition() + " and c.id = ?",
                            row -> Rows.id(row, "id"),
                            args.toArray())
                    .isPresent();
        });
    }

    @Override
    public void add(Id id, Id contact) {
        transactions.run(() -> {
            requireStatic(id);
            contacts.get(contact);
            directory.lock();
            boolean there = sql.queryOne(
                            "select min(m.id) as id from crm.segment_member m where m.organization_id = {org}"
                                    + " and m.segment_id = ? and m.contact_id = ? having count(*) > 0",
                            row -> Rows.id(row, "id"),
                            id,
                            contact)
                    .isPresent();
            if (!there) {
                sql.update(
                        "insert into crm.segment_member (organization_id, id, segment_id, contact_id, added_at)"
                                + " values ({org}, ?, ?, ?, ?)",
                        Id.next(),
                        id,
                        contact,
                        now());
                changed("crm.segment.add", id, Map.of("contact", contact.toString()));
            }
        });
    }

    @Override
    public void remove(Id id, Id contact) {
        transactions.run(() -> {
            requireStatic(id);
            int removed = sql.update(
                    "delete from crm.segment_member where organization_id = {org} and segment_id = ? and contact_id = ?",
                    id,
                    contact);
            if (removed > 0) {
                changed("crm.segment.remove", id, Map.of("contact", contact.toString()));
            }
        });
    }

    private void requireStatic(Id id) {
        if (get(id).kind() != SegmentKind.STATIC) {
            throw ProblemException.conflict("crm.segment.dynamic", Map.of());
        }
    }

    private SegmentQuery query(Segment segment) {
        return segment.kind() == SegmentKind.DYNAMIC
                ? dynamic(segment.match(), segment.conditions())
                : SegmentQuery.membersOf(segment.id());
    }

    private SegmentQuery dynamic(Match match, List<Condition> conditions) {
        ZoneId zone = organizations.current().zone();
        return SegmentQuery.of(match, conditions, LocalDate.now(zone), zone);
    }

    private Page<Contact> page(SegmentQuery query, PageRequest page) {
        page.order("name");
        List<@Nullable Object> args = new ArrayList<>(query.args());
        String after = page.after(2)
                .map(cursor -> {
                    args.add(cursor.get(0));
                    args.add(cursor.get(0));
                    args.add(id(cursor.get(1)));
                    return " and c.name_normalised >= ? and (c.name_normalised > ? or c.id > ?)";
                })
                .orElse("");
        args.add(page.limit() + 1);
        List<Id> ids = sql.query(
                "select c.id, c.name_normalised" + SegmentQuery.FROM + query.condition() + after
                        + " order by c.name_normalised, c.id fetch first ? rows only",
                row -> Rows.id(row, "id"),
                args.toArray());
        return Page.of(
                rows.all(ids), page.limit(), last -> PageRequest.cursor(Folding.searchable(last.name()), last.id()));
    }

    private static Id id(String text) {
        try {
            return Id.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    private void refuseTaken(String name, @Nullable Id self) {
        directory.lock();
        sql.queryOne(
                        "select s.id from crm.segment s where s.organization_id = {org} and s.name_normalised = ?",
                        row -> Rows.id(row, "id"),
                        Folding.searchable(name))
                .filter(other -> !other.equals(self))
                .ifPresent(other -> {
                    throw ProblemException.conflict("name", "crm.segment.name-taken", Map.of("name", name));
                });
    }

    private void write(Id segment, List<Condition> conditions) {
        List<@Nullable Object[]> all = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            Condition one = conditions.get(i);
            all.add(new @Nullable Object[] {segment, i, one.field(), one.operator(), String.join("\n", one.values())});
        }
        sql.batch(
                "insert into crm.segment_condition (organization_id, segment_id, seq, field, operator, wanted)"
                        + " values ({org}, ?, ?, ?, ?, ?)",
                all);
    }

    private static Segment head(ResultSet row) throws SQLException {
        return new Segment(
                Rows.id(row, "id"),
                row.getString("name"),
                row.getString("description"),
                SegmentKind.valueOf(row.getString("kind")),
                Match.valueOf(row.getString("matching")),
                List.of(),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                row.getLong("version"));
    }

    private Segment whole(Segment head) {
        List<Condition> conditions = sql.query(
                "select field, operator, wanted from crm.segment_condition where organization_id = {org}"
                        + " and segment_id = ? order by seq",
                row -> new Condition(
                        row.getString("field"),
                        Operator.valueOf(row.getString("operator")),
                        row.getString("wanted").lines().toList()),
                head.id());
        return new Segment(
                head.id(),
                head.name(),
                head.description(),
                head.kind(),
                head.match(),
                conditions,
                head.createdAt(),
                head.updatedAt(),
                head.version());
    }

    private void changed(String action, Id id, Map<String, ?> details) {
        audit.record(action, "segment", id, details);
        live.changed("crm.segment", id, "crm.segment.read");
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
