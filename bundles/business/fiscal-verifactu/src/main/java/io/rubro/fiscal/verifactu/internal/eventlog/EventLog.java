package io.rubro.fiscal.verifactu.internal.eventlog;

import io.rubro.fiscal.verifactu.internal.model.ComputerSystem;
import io.rubro.fiscal.verifactu.internal.model.Literal;
import io.rubro.fiscal.verifactu.internal.service.Program;
import io.rubro.fiscal.verifactu.internal.signing.SigningKey;
import io.rubro.fiscal.verifactu.internal.signing.SigningKeys;
import io.rubro.fiscal.verifactu.internal.signing.XadesSigner;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.taxid.TaxId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The events of the organisation on the thread: append-only, signed, chained for each taxpayer and installation. A chain's
 * row stays locked until the transaction ends; it is locked after the chain of records.
 */
@Component(service = EventLog.class)
public final class EventLog {

    /** The most characters of a note. */
    private static final int MAX_NOTE = 100;

    private static final String LOCK =
            """
            update fiscal_verifactu.event_chain set last_position = last_position + 1
            where organization_id = {org} and issuer = ? and installation = ?""";

    private static final String OPEN =
            """
            insert into fiscal_verifactu.event_chain (organization_id, id, issuer, installation, last_position)
            values ({org}, ?, ?, ?, 0)""";

    private static final String HEAD =
            """
            select id, issuer, installation, last_position from fiscal_verifactu.event_chain
            where organization_id = {org}""";

    private final Transactions transactions;
    private final Sql sql;
    private final Program program;
    private final SigningKeys keys;
    private final Clock clock;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public EventLog(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Program program,
            @Reference SigningKeys keys,
            @Reference(target = "(module=fiscal-verifactu)") SchemaReady schema) {
        this(transactions, sql, program, keys, Clock.systemUTC());
    }

    /** With a clock of its own. */
    public static EventLog with(Transactions transactions, Sql sql, Program program, SigningKeys keys, Clock clock) {
        return new EventLog(transactions, sql, program, keys, clock);
    }

    private EventLog(Transactions transactions, Sql sql, Program program, SigningKeys keys, Clock clock) {
        this.transactions = transactions;
        this.sql = sql;
        this.program = program;
        this.keys = keys;
        this.clock = clock;
    }

    /** A chain as its head says. */
    public record Head(Id id, String issuer, String installation, long lastPosition) {}

    /** Appends an event that tells nothing of its own. */
    public Event append(Organization business, EventType type, @Nullable String note) {
        return append(business, type, null, note, null);
    }

    /**
     * Appends an event, in the current transaction or one of its own.
     *
     * @param details {@code DatosPropiosEvento}, the XML in it; null for none
     * @param note in words; null for none
     * @param recordPosition of a summary: up to which invoicing record it counts
     * @throws ProblemException 409 if there is nothing to sign with; 422 if the business has no NIF
     */
    Event append(
            Organization business,
            EventType type,
            @Nullable String details,
            @Nullable String note,
            @Nullable Long recordPosition) {
        String nif = nif(business);
        String installation = program.installation(business);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        SigningKey key = keys.require(now);
        return transactions.required(() -> {
            Head head = lock(nif, installation);
            Event.Link previous =
                    at(head.id, head.lastPosition - 1).map(Event::asLink).orElse(null);
            OffsetDateTime at = OffsetDateTime.ofInstant(now, business.zone());
            ComputerSystem system = program.system(business, nif);
            EventXml content = new EventXml(
                    system,
                    program.version(),
                    installation,
                    nif,
                    name(business),
                    Literal.of(at),
                    type.code(),
                    details,
                    note == null || note.length() <= MAX_NOTE ? note : note.substring(0, MAX_NOTE),
                    previous);
            String xml = XadesSigner.sign(content.unsigned(), "sf:" + EventXml.SIGNED, key, at);
            Event event = new Event(
                    Id.next(),
                    head.id,
                    head.lastPosition,
                    type.code(),
                    content.generatedAt(),
                    previous,
                    content.fingerprint(),
                    content.note(),
                    recordPosition,
                    xml);
            EventRows.insert(sql, event);
            return event;
        });
    }

    private static String nif(Organization business) {
        String taxId = business.taxId();
        if (taxId == null || !(TaxId.check("ES", taxId) instanceof TaxId.Valid valid)) {
            throw ProblemException.invalid("organization.taxId", "fiscal-verifactu.issuer");
        }
        return valid.value();
    }

    private static String name(Organization business) {
        String name = business.legalName().strip();
        return name.length() <= 120 ? name : name.substring(0, 120);
    }

    /** Moves the chain on and so locks it. */
    private Head lock(String issuer, String installation) {
        if (sql.update(LOCK, issuer, installation) == 0) {
            sql.insertUnlessThere(OPEN, Id.next(), issuer, installation);
            sql.update(LOCK, issuer, installation);
        }
        return sql.queryOne(HEAD + " and issuer = ? and installation = ?", EventLog::head, issuer, installation)
                .orElseThrow();
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                new Id(row.getLong("id")),
                row.getString("issuer"),
                row.getString("installation"),
                row.getLong("last_position"));
    }

    /** The chains, oldest first. */
    public List<Head> heads() {
        return sql.query(HEAD + " order by id", EventLog::head);
    }

    /** The chain events of a business go to; empty before the first. */
    public Optional<Head> head(Organization business) {
        return sql.queryOne(
                HEAD + " and issuer = ? and installation = ?",
                EventLog::head,
                nif(business),
                program.installation(business));
    }

    /** One event of a chain. */
    Optional<Event> at(Id chain, long position) {
        return sql.queryOne(
                EventRows.SELECT + " and e.chain_id = ? and e.chain_position = ?", EventRows::read, chain, position);
    }

    /** The events of a chain from one position to another, both included, in order. */
    public List<Event> range(Id chain, long from, long to) {
        return sql.query(
                EventRows.SELECT + " and e.chain_id = ? and e.chain_position between ? and ? order by e.chain_position",
                EventRows::read,
                chain,
                from,
                to);
    }

    /** One event. */
    public Optional<Event> find(Id id) {
        return sql.queryOne(EventRows.SELECT + " and e.id = ?", EventRows::read, id);
    }

    /**
     * Events of all chains, the latest first.
     *
     * @param before those made before this one; null for the latest
     */
    public List<Event> latest(@Nullable Id before, int limit) {
        String order = " order by e.id desc fetch first ? rows only";
        return before == null
                ? sql.query(EventRows.SELECT + order, EventRows::read, limit)
                : sql.query(EventRows.SELECT + " and e.id < ?" + order, EventRows::read, before, limit);
    }

    /** The last event of a sort in a chain. */
    Optional<Event> last(Id chain, EventType type) {
        return sql.queryOne(
                EventRows.SELECT
                        + " and e.chain_id = ? and e.event_type = ? order by e.chain_position desc"
                        + " fetch first 1 rows only",
                EventRows::read,
                chain,
                type.code());
    }

    /** How many events of each sort there are after a position, as codes of list L2E. */
    List<TypeCount> counts(Id chain, long after) {
        return sql.query(
                """
                select event_type, count(*) as events from fiscal_verifactu.event
                where organization_id = {org} and chain_id = ? and chain_position > ? group by event_type""",
                row -> new TypeCount(row.getString("event_type"), row.getLong("events")),
                chain,
                after);
    }

    /** How many events of a sort there are. */
    record TypeCount(String type, long events) {}
}
