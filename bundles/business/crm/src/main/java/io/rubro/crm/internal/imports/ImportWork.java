package io.rubro.crm.internal.imports;

import io.rubro.crm.Contact;
import io.rubro.crm.Contacts;
import io.rubro.crm.internal.imports.ContactImport.OnDuplicate;
import io.rubro.crm.internal.imports.ContactImport.RowState;
import io.rubro.crm.internal.imports.ContactImport.State;
import io.rubro.crm.internal.imports.ContactImport.Verdict;
import io.rubro.crm.internal.imports.ImportRows.Finding;
import io.rubro.crm.internal.imports.Judge.Judgement;
import io.rubro.crm.internal.service.ContactValues;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks, does and undoes imports, some rows at a time, each lot in a transaction of its own. */
@Component(service = ImportWork.class)
public final class ImportWork {

    /** Who has not said anything for so long is taken to be gone. */
    static final Duration SILENCE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);
    private static final int LOT = 50;

    private final Transactions transactions;
    private final Contacts contacts;
    private final Judge judge;
    private final ContactRemoval removal;
    private final LiveUpdates live;
    private final ImportRows rows;
    private final ImportRuns runs;

    /** Called by the component runtime. */
    @Activate
    public ImportWork(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Contacts contacts,
            @Reference Judge judge,
            @Reference ContactRemoval removal,
            @Reference LiveUpdates live) {
        this.transactions = transactions;
        this.contacts = contacts;
        this.judge = judge;
        this.removal = removal;
        this.live = live;
        this.rows = new ImportRows(sql);
        this.runs = new ImportRuns(sql, rows);
    }

    /** Does what an import waits for, to the end or until it is stopped; nothing if somebody else is at it. */
    void run(Id id, String worker) {
        if (!runs.claim(id, worker, now(), now().minus(SILENCE))) {
            return;
        }
        try {
            ContactImport run = runs.get(id);
            switch (run.state()) {
                case CHECKING -> {
                    forwards(run, worker, lot -> lot.forEach(row -> judge(run, row)));
                    finish(run, State.CHECKED);
                }
                case RUNNING -> {
                    forwards(run, worker, lot -> lot(lot, row -> act(run, row), (row, e) -> refuse(run, row, e)));
                    finish(run, State.DONE);
                }
                case UNDOING -> {
                    backwards(run, worker);
                    finish(run, State.UNDONE);
                }
                default -> LOG.debug("import {} is {}", id, run.state());
            }
        } catch (RuntimeException e) {
            LOG.warn("Import {} failed", id, e);
            runs.failed(id, judge.words("crm.import.failed", Map.of()));
        }
        live.changed("crm.import", id, "crm.contact.import");
    }

    private void finish(ContactImport run, State to) {
        runs.finished(run.id(), run.state(), to, now());
    }

    private void forwards(ContactImport run, String worker, Consumer<List<ImportRow>> work) {
        int line = 0;
        int done = 0;
        while (true) {
            List<ImportRow> lot = rows.after(run.id(), line, LOT);
            if (lot.isEmpty() || !beat(run, worker, done)) {
                return;
            }
            work.accept(lot);
            line = lot.get(lot.size() - 1).line();
            done += lot.size();
        }
    }

    private void backwards(ContactImport run, String worker) {
        int line = Integer.MAX_VALUE;
        int done = 0;
        while (true) {
            List<ImportRow> lot = rows.effective(run.id(), line, LOT);
            if (lot.isEmpty() || !beat(run, worker, done)) {
                return;
            }
            lot(lot, row -> undo(run, row), (row, e) -> keep(run, row, e));
            line = lot.get(lot.size() - 1).line();
            done += lot.size();
        }
    }

    private boolean beat(ContactImport run, String worker, int done) {
        live.changed("crm.import", run.id(), "crm.contact.import");
        return runs.beat(run.id(), worker, run.state(), done, now());
    }

    /** All of a lot in one transaction or, if one row does not go, each in its own. */
    private void lot(List<ImportRow> lot, Consumer<ImportRow> work, BiConsumer<ImportRow, RuntimeException> refused) {
        try {
            transactions.run(() -> lot.forEach(work));
        } catch (ProblemException | DataAccessException e) {
            for (ImportRow row : lot) {
                try {
                    transactions.run(() -> work.accept(row));
                } catch (ProblemException | DataAccessException single) {
                    refused.accept(row, single);
                }
            }
        }
    }

    private void judge(ContactImport run, ImportRow row) {
        transactions.run(() -> {
            Judgement judged = judge.of(run, row, true);
            Finding finding = finding(judged);
            Integer twin = judged.existing() == null && judged.draft() != null
                    ? rows.twin(run.id(), row.line(), finding.taxId(), finding.email())
                            .orElse(null)
                    : null;
            if (twin != null) {
                finding = new Finding(
                        run.policy() == ContactImport.Policy.SKIP ? Verdict.SKIP : Verdict.UPDATE,
                        null,
                        judge.words("crm.import.twin", Map.of("line", twin)),
                        null,
                        null,
                        null,
                        null);
            }
            rows.judge(run.id(), row.line(), finding);
        });
    }

    private static Finding finding(Judgement judged) {
        return new Finding(
                judged.verdict(),
                judged.field(),
                judged.reason(),
                judged.draft() == null ? null : judged.draft().taxId(),
                judged.draft() == null ? null : judged.draft().email(),
                judged.existing() == null ? null : judged.existing().id(),
                judged.like() == null ? null : judged.like().id());
    }

    private void act(ContactImport run, ImportRow row) {
        if (row.state() != RowState.PENDING) {
            return; // done before the work was interrupted
        }
        boolean duplicate = row.verdict() == Verdict.DUPLICATE && run.onDuplicate() == OnDuplicate.SKIP;
        if (row.verdict() == Verdict.ERROR || duplicate) {
            rows.finish(run.id(), row.line(), RowState.LEFT, null, null);
            return;
        }
        // looked at again: much may have happened since it was checked
        Judgement judged = judge.of(run, row, false);
        Contact existing = judged.existing();
        if (judged.draft() == null) {
            if (judged.verdict() == Verdict.ERROR) {
                rows.refuse(run.id(), row.line(), judged.field(), Objects.requireNonNullElse(judged.reason(), ""));
            } else {
                rows.finish(
                        run.id(), row.line(), RowState.LEFT, existing == null ? null : existing.id(), judged.reason());
            }
        } else if (existing == null) {
            Contact made = contacts.create(judged.draft());
            rows.changed(run.id(), row.line(), Map.of(), ContactValues.of(made.toDraft()));
            rows.finish(run.id(), row.line(), RowState.MADE, made.id(), null);
        } else {
            Contact changed = contacts.update(existing.id(), new IfMatch(existing.version()), judged.draft());
            rows.changed(
                    run.id(), row.line(), ContactValues.of(existing.toDraft()), ContactValues.of(changed.toDraft()));
            rows.finish(run.id(), row.line(), RowState.CHANGED, changed.id(), null);
        }
    }

    private void refuse(ContactImport run, ImportRow row, RuntimeException e) {
        Judgement judged = e instanceof ProblemException problem
                ? judge.refused(problem)
                : judge.refused(ProblemException.conflict("crm.import.failed", Map.of()));
        rows.refuse(run.id(), row.line(), judged.field(), Objects.requireNonNullElse(judged.reason(), ""));
    }

    private void undo(ContactImport run, ImportRow row) {
        Id contact = row.contactId();
        if (contact != null) {
            ContactRemoval.Result result = row.state() == RowState.MADE
                    ? removal.remove(contact, rows.changes(run.id(), row.line()))
                    : removal.putBack(contact, rows.changes(run.id(), row.line()));
            rows.finish(
                    run.id(),
                    row.line(),
                    result.undone() ? RowState.UNDONE : RowState.KEPT,
                    null,
                    result.reason() == null ? null : judge.words(result.reason(), result.args()));
        }
    }

    /** The database holds on to it, since something refers to it: it is put away instead. */
    private void keep(ContactImport run, ImportRow row, RuntimeException e) {
        Id contact = row.contactId();
        if (contact != null && row.state() == RowState.MADE && e instanceof DataAccessException) {
            transactions.run(() -> {
                removal.putAway(contact);
                rows.finish(run.id(), row.line(), RowState.UNDONE, null, judge.words("crm.import.put-away", Map.of()));
            });
        } else {
            Judgement judged = e instanceof ProblemException problem
                    ? judge.refused(problem)
                    : judge.refused(ProblemException.conflict("crm.import.failed", Map.of()));
            rows.finish(run.id(), row.line(), RowState.KEPT, null, judged.reason());
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
