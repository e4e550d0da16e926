package io.rubro.fiscal.verifactu.internal.submission;

import io.rubro.fiscal.verifactu.internal.model.SubmissionState;
import io.rubro.fiscal.verifactu.internal.submission.Submissions.Submission;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes records out to be sent and notes what came of it. Each step is a transaction of its own, so that a node that dies in
 * between leaves nothing but records whose arrival is uncertain. A lease lets one node at a time send a chain.
 */
final class Batches {

    private static final int FIRST_WAIT = AnswerReader.DEFAULT_WAIT;
    private static final int MAX_TEXT = 1000;
    private static final Duration IN_TIME = Duration.ofMinutes(15);

    private final Transactions transactions;
    private final Sql sql;
    private final Submissions submissions;
    private final String node = Id.next().toString();

    Batches(Transactions transactions, Sql sql, Submissions submissions) {
        this.transactions = transactions;
        this.sql = sql;
        this.submissions = submissions;
    }

    /**
     * Records that were taken out.
     *
     * @param late whether they are late because of an incident
     */
    record Batch(Id chain, Dispatch dispatch, List<Submission> submissions, boolean late) {

        long first() {
            return submissions.get(0).position();
        }

        long last() {
            return submissions.get(submissions.size() - 1).position();
        }
    }

    /** What became of one record. */
    record Outcome(Submission submission, SubmissionState state, @Nullable String code, @Nullable String message) {}

    /** Takes the next records of a chain if they are due and no other node is at it. */
    Optional<Batch> take(Id chain, Instant now, Duration lease) {
        return transactions.required(() -> {
            if (!acquire(chain, now, lease)) {
                return Optional.empty();
            }
            Dispatch dispatch = submissions.dispatch(chain).orElseThrow();
            long waiting = submissions.countWaiting(chain);
            if (!dispatch.due(now, waiting)) {
                release(chain);
                return Optional.empty();
            }
            List<Submission> taken = submissions.waiting(chain, dispatch.batchLimit());
            Batch batch = new Batch(chain, dispatch, taken, late(dispatch, taken.get(0), now));
            markSent(batch, now);
            return Optional.of(batch);
        });
    }

    /** Whether an incident, known or such as a certificate that was missing, kept the oldest record from going in time. */
    private static boolean late(Dispatch dispatch, Submission oldest, Instant now) {
        Duration usual = Duration.ofSeconds(2L * dispatch.waitSeconds());
        Duration patience = usual.compareTo(IN_TIME) > 0 ? usual : IN_TIME;
        return dispatch.incidentSince() != null
                || oldest.queuedAt().plus(patience).isBefore(now);
    }

    private boolean acquire(Id chain, Instant now, Duration lease) {
        if (submissions.dispatch(chain).isEmpty()) {
            sql.insertUnlessThere(
                    """
                    insert into fiscal_verifactu.dispatch (organization_id, chain_id, wait_seconds, batch_limit, failures)
                    values ({org}, ?, ?, ?, 0)""",
                    chain,
                    FIRST_WAIT,
                    Dispatch.MAX_BATCH);
        }
        return sql.update(
                        """
                        update fiscal_verifactu.dispatch set lease_owner = ?, lease_until = ?
                        where organization_id = {org} and chain_id = ? and (lease_until is null or lease_until < ?)""",
                        node,
                        now.plus(lease),
                        chain,
                        now)
                == 1;
    }

    private void release(Id chain) {
        sql.update(
                """
                update fiscal_verifactu.dispatch set lease_owner = null, lease_until = null
                where organization_id = {org} and chain_id = ? and lease_owner = ?""",
                chain,
                node);
    }

    private void markSent(Batch batch, Instant now) {
        // sent before and never answered: the node that did it is gone
        sql.update(
                """
                update fiscal_verifactu.submission set uncertain = ?
                where organization_id = {org} and chain_id = ? and state = 'SENT' and chain_position between ? and ?""",
                true,
                batch.chain(),
                batch.first(),
                batch.last());
        sql.update(
                """
                update fiscal_verifactu.submission set state = 'SENT', attempts = attempts + 1, sent_at = ?
                where organization_id = {org} and chain_id = ? and state in ('PENDING', 'SENT')
                  and chain_position between ? and ?""",
                now,
                batch.chain(),
                batch.first(),
                batch.last());
        sql.update(
                """
                update fiscal_verifactu.dispatch set last_sent_at = ?, next_at = ?
                where organization_id = {org} and chain_id = ?""",
                now,
                now.plusSeconds(batch.dispatch().waitSeconds()),
                batch.chain());
    }

    /**
     * Notes an answer. The caller is in a transaction.
     *
     * @return whether it counts: if the lease was lost meanwhile, another node sends the same records again
     */
    boolean answered(Batch batch, Answer answer, List<Outcome> outcomes, Instant sentAt, Instant now) {
        boolean drained = submissions.countWaiting(batch.chain()) <= outcomes.size();
        Instant next = sentAt.plusSeconds(answer.waitSeconds());
        int held = sql.update(
                """
                update fiscal_verifactu.dispatch set wait_seconds = ?, next_at = ?, batch_limit = ?, failures = 0,
                  incident_since = ?, last_answer_at = ?, problem = null, problem_text = null, lease_owner = null,
                  lease_until = null
                where organization_id = {org} and chain_id = ? and lease_owner = ?""",
                answer.waitSeconds(),
                next,
                Dispatch.MAX_BATCH,
                drained ? null : batch.dispatch().incidentSince(),
                now,
                batch.chain(),
                node);
        if (held == 0) {
            return false;
        }
        write(outcomes, answer.csv(), now);
        putBack(batch, true);
        return true;
    }

    /** Notes that a message came to nothing. */
    void failed(Batch batch, ExchangeException failure, Instant now) {
        transactions.run(() -> {
            int failures = batch.dispatch().failures() + 1;
            boolean spoiled = failure.problem() == ExchangeException.Problem.SPOILED;
            boolean refused = failure.problem() == ExchangeException.Problem.REFUSED;
            // what is refused as a whole would be again; what one record spoils is tried in halves at the usual pace
            Duration wait = refused
                    ? Dispatch.backOff(Integer.MAX_VALUE)
                    : spoiled ? Duration.ofSeconds(batch.dispatch().waitSeconds()) : Dispatch.backOff(failures);
            String text = failure.code() == null ? failure.text() : failure.code() + ": " + failure.text();
            int held = sql.update(
                    """
                    update fiscal_verifactu.dispatch set next_at = ?, batch_limit = ?, failures = ?, incident_since = ?,
                      problem = ?, problem_text = ?, lease_owner = null, lease_until = null
                    where organization_id = {org} and chain_id = ? and lease_owner = ?""",
                    now.plus(wait),
                    spoiled
                            ? Math.max(1, batch.submissions().size() / 2)
                            : batch.dispatch().batchLimit(),
                    failures,
                    batch.dispatch().incidentSince() == null
                            ? now
                            : batch.dispatch().incidentSince(),
                    failure.problem().name(),
                    text.substring(0, Math.min(text.length(), MAX_TEXT)),
                    batch.chain(),
                    node);
            if (held == 1) {
                putBack(batch, failure.problem().uncertain());
            }
        });
    }

    private void write(List<Outcome> outcomes, @Nullable String csv, Instant now) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            rows.add(new @Nullable Object[] {
                outcome.state(),
                outcome.code(),
                outcome.message(),
                outcome.state().accepted() ? csv : null,
                now,
                outcome.submission().record()
            });
        }
        if (!rows.isEmpty()) {
            sql.batch(
                    """
                    update fiscal_verifactu.submission set state = ?, code = ?, message = ?, csv = ?, answered_at = ?
                    where organization_id = {org} and record_id = ?""",
                    rows);
        }
    }

    /** What was taken out and not answered waits again. */
    private void putBack(Batch batch, boolean uncertain) {
        sql.update(
                "update fiscal_verifactu.submission set state = 'PENDING'" + (uncertain ? ", uncertain = true" : "")
                        + " where organization_id = {org} and chain_id = ? and state = 'SENT'"
                        + " and chain_position between ? and ?",
                batch.chain(),
                batch.first(),
                batch.last());
    }
}
