package io.rubro.fiscal.verifactu.internal.submission;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.fiscal.verifactu.internal.model.Standing;
import io.rubro.fiscal.verifactu.internal.model.SubmissionState;
import io.rubro.fiscal.verifactu.internal.service.Outbox;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How far each record of the organisation on the thread has come. */
@Component(service = {Submissions.class, Outbox.class})
public final class Submissions implements Outbox {

    private static final String SELECT =
            """
            select s.record_id, s.chain_id, s.chain_position, s.state, s.attempts, s.uncertain, s.code, s.message, s.csv,
              s.queued_at, s.sent_at, s.answered_at
            from fiscal_verifactu.submission s where s.organization_id = {org}""";

    private static final String DISPATCH =
            """
            select chain_id, wait_seconds, next_at, batch_limit, failures, incident_since, last_sent_at, last_answer_at,
              problem, problem_text
            from fiscal_verifactu.dispatch where organization_id = {org}""";

    private final Sql sql;
    private final Clock clock;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Submissions(@Reference Sql sql, @Reference(target = "(module=fiscal-verifactu)") SchemaReady schema) {
        this(sql, Clock.systemUTC());
    }

    /** With a clock of its own. */
    public static Submissions with(Sql sql, Clock clock) {
        return new Submissions(sql, clock);
    }

    private Submissions(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * One record on its way.
     *
     * @param attempts how often it was sent
     * @param uncertain whether it may have arrived although no answer came
     * @param code what the authority found wrong; null if nothing
     * @param csv the authority's code for the message it came with
     */
    public record Submission(
            Id record,
            Id chain,
            long position,
            SubmissionState state,
            int attempts,
            boolean uncertain,
            @Nullable String code,
            @Nullable String message,
            @Nullable String csv,
            Instant queuedAt,
            @Nullable Instant sentAt,
            @Nullable Instant answeredAt) {

        static Submission of(ResultSet row) throws SQLException {
            return new Submission(
                    Rows.id(row, "record_id"),
                    Rows.id(row, "chain_id"),
                    row.getLong("chain_position"),
                    SubmissionState.valueOf(row.getString("state")),
                    row.getInt("attempts"),
                    row.getBoolean("uncertain"),
                    row.getString("code"),
                    row.getString("message"),
                    row.getString("csv"),
                    Rows.instant(row, "queued_at"),
                    Rows.instantOrNull(row, "sent_at"),
                    Rows.instantOrNull(row, "answered_at"));
        }
    }

    @Override
    public void take(FiscalRecord record) {
        sql.update(
                """
                insert into fiscal_verifactu.submission (organization_id, record_id, chain_id, chain_position, state,
                  attempts, uncertain, queued_at)
                values ({org}, ?, ?, ?, ?, 0, ?, ?)""",
                record.id(),
                record.chain(),
                record.position(),
                SubmissionState.PENDING,
                false,
                clock.instant());
    }

    @Override
    public Standing standing(String issuer, String number) {
        return Standing.of(sql.query(
                """
                select r.record_type, s.state, s.code from fiscal_verifactu.record r
                left join fiscal_verifactu.submission s
                  on s.organization_id = r.organization_id and s.record_id = r.id
                where r.organization_id = {org} and r.issuer = ? and r.number = ?
                order by r.chain_id, r.chain_position""",
                Submissions::step,
                issuer,
                number));
    }

    private static Standing.Step step(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return new Standing.Step(
                RecordType.valueOf(row.getString("record_type")),
                state == null ? null : SubmissionState.valueOf(state),
                row.getString("code"));
    }

    /** How far one record has come; empty if it is not meant to be sent. */
    public Optional<Submission> find(Id record) {
        return sql.queryOne(SELECT + " and s.record_id = ?", Submission::of, record);
    }

    /** How far the records of a part of a chain have come, in its order. */
    public List<Submission> range(Id chain, long from, long to) {
        return sql.query(
                SELECT + " and s.chain_id = ? and s.chain_position between ? and ? order by s.chain_position",
                Submission::of,
                chain,
                from,
                to);
    }

    /** The first records of a chain that await an answer, in its order. */
    List<Submission> waiting(Id chain, int limit) {
        return sql.query(
                SELECT
                        + """
                         and s.chain_id = ? and s.state in ('PENDING', 'SENT')
                        order by s.chain_position fetch first ? rows only""",
                Submission::of,
                chain,
                limit);
    }

    /** The chains that have records to be sent, oldest first. */
    List<Id> chainsWaiting() {
        return sql.query(
                """
                select s.chain_id from fiscal_verifactu.submission s
                where s.organization_id = {org} and s.state in ('PENDING', 'SENT')
                group by s.chain_id order by s.chain_id""",
                row -> Rows.id(row, "chain_id"));
    }

    /** How many records of a chain await an answer. */
    long countWaiting(Id chain) {
        return sql.queryOne(
                        """
                        select count(*) as n from fiscal_verifactu.submission s
                        where s.organization_id = {org} and s.chain_id = ? and s.state in ('PENDING', 'SENT')""",
                        row -> row.getLong("n"),
                        chain)
                .orElse(0L);
    }

    /** How many records there are in each state. */
    public Map<SubmissionState, Long> counts() {
        Map<SubmissionState, Long> counts = new EnumMap<>(SubmissionState.class);
        sql.query(
                        """
                        select s.state, count(*) as n from fiscal_verifactu.submission s
                        where s.organization_id = {org} group by s.state""",
                        row -> Map.entry(SubmissionState.valueOf(row.getString("state")), row.getLong("n")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** How the sending of the chains stands. */
    public List<Dispatch> dispatches() {
        return sql.query(DISPATCH + " order by chain_id", Submissions::dispatch);
    }

    /** How the sending of a chain stands; empty if nothing of it was ever sent. */
    Optional<Dispatch> dispatch(Id chain) {
        return sql.queryOne(DISPATCH + " and chain_id = ?", Submissions::dispatch, chain);
    }

    private static Dispatch dispatch(ResultSet row) throws SQLException {
        return new Dispatch(
                Rows.id(row, "chain_id"),
                row.getInt("wait_seconds"),
                Rows.instantOrNull(row, "next_at"),
                row.getInt("batch_limit"),
                row.getInt("failures"),
                Rows.instantOrNull(row, "incident_since"),
                Rows.instantOrNull(row, "last_sent_at"),
                Rows.instantOrNull(row, "last_answer_at"),
                row.getString("problem"),
                row.getString("problem_text"));
    }

    @Override
    public Optional<SubmissionState> state(Id record) {
        return find(record).map(Submission::state);
    }

    @Override
    public void hold(FiscalRecord record) {
        sql.update(
                """
                update fiscal_verifactu.submission set attempts = attempts
                where organization_id = {org} and record_id = ?""",
                record.id());
    }

    @Override
    public void hurry() {
        sql.update(
                """
                update fiscal_verifactu.dispatch set next_at = ?, problem = null, problem_text = null
                where organization_id = {org} and problem is not null""",
                clock.instant());
    }
}
