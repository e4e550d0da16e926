package io.rubro.crm.internal.imports;

import io.rubro.crm.internal.imports.ContactImport.RowState;
import io.rubro.crm.internal.imports.ContactImport.State;
import io.rubro.crm.internal.imports.ContactImport.Verdict;
import io.rubro.crm.internal.imports.ImportRuns.Choices;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Contacts from files: uploaded, mapped and checked without anything being stored, then imported and, for thirty days, taken
 * back.
 */
@Component(service = Imports.class)
public final class Imports {

    static final int MOST_ROWS = 50_000;
    static final int MOST_COLUMNS = 100;
    private static final int LOT = 500;

    private final Transactions transactions;
    private final ImportRunner runner;
    private final Audit audit;
    private final LiveUpdates live;
    private final ImportRows rows;
    private final ImportRuns runs;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Imports(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference ImportRunner runner,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.runner = runner;
        this.audit = audit;
        this.live = live;
        this.rows = new ImportRows(sql);
        this.runs = new ImportRuns(sql, rows);
    }

    /**
     * Takes a file. Its first row names the columns.
     *
     * @param name of the file
     * @param custom the keys of the organisation's own fields by their labels
     * @throws ProblemException 422 if it is no text, has nothing but a header or too much
     */
    public ContactImport upload(@Nullable String name, InputStream sent, Map<String, String> custom) {
        try (SourceFile file = SourceFile.of(sent);
                Reader text = file.open()) {
            CsvReader reader = new CsvReader(text, file.separator());
            CsvReader.Row header = reader.read();
            if (header == null) {
                throw ProblemException.invalid("file", "crm.import.empty");
            }
            List<String> titles = titles(header.cells());
            Id id = Id.next();
            transactions.run(() -> {
                runs.insert(
                        id,
                        fileName(name),
                        file,
                        titles,
                        Columns.guess(titles, custom),
                        now(),
                        Caller.current().name());
                audit.record("crm.import.upload", "import", id, Map.of());
            });
            int total = load(id, reader);
            if (total == 0) {
                throw fail(id, ProblemException.invalid("file", "crm.import.empty"));
            }
            runs.loaded(id, total);
            return changed(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> titles(List<String> cells) {
        if (cells.size() > MOST_COLUMNS) {
            throw ProblemException.invalid("file", "crm.import.too-many-columns", Map.of("max", MOST_COLUMNS));
        }
        return cells.stream()
                .map(cell -> cell.length() > 60 ? cell.substring(0, 60) : cell)
                .toList();
    }

    private static String fileName(@Nullable String name) {
        String bare =
                name == null || name.isBlank() ? "contactos.csv" : name.strip().replaceAll("\\p{Cntrl}", "");
        return bare.length() > 200 ? bare.substring(bare.length() - 200) : bare;
    }

    private int load(Id id, CsvReader reader) throws IOException {
        int total = 0;
        List<CsvReader.Row> lot = new ArrayList<>();
        for (CsvReader.Row row = reader.read(); row != null; row = reader.read()) {
            if (++total > MOST_ROWS) {
                throw fail(id, ProblemException.invalid("file", "crm.import.too-many-rows", Map.of("max", MOST_ROWS)));
            }
            lot.add(row);
            if (lot.size() == LOT) {
                rows.insert(id, lot);
                lot.clear();
            }
        }
        rows.insert(id, lot);
        return total;
    }

    private ProblemException fail(Id id, ProblemException problem) {
        runs.failed(id, problem.errors().get(0).code());
        purge(id);
        return problem;
    }

    /**
     * An import.
     *
     * @throws ProblemException 404 if there is none with this id
     */
    public ContactImport get(Id id) {
        return transactions.required(() -> runs.get(id));
    }

    /** Imports, the latest first. */
    public Page<ContactImport> list(PageRequest page) {
        page.order("-createdAt");
        int limit = page.limit();
        @Nullable
        Id before = page.after(1).map(cursor -> new Id(number(cursor.get(0)))).orElse(null);
        return transactions.required(() -> Page.of(
                runs.list(before, limit + 1),
                limit,
                last -> PageRequest.cursor(last.id().value())));
    }

    /**
     * The rows of an import in the order of the file.
     *
     * @throws ProblemException 404 if there is none with this id; 422 if the limit or cursor is wrong
     */
    public Page<ImportRow> rows(Id id, @Nullable Verdict verdict, @Nullable RowState state, PageRequest page) {
        page.order("line");
        int limit = page.limit();
        int after = page.after(1).map(cursor -> (int) number(cursor.get(0))).orElse(0);
        return transactions.required(() -> {
            runs.state(id);
            return Page.of(
                    rows.after(id, after, verdict, state, limit + 1), limit, last -> PageRequest.cursor(last.line()));
        });
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    /**
     * Says how the columns are to be read and begins to check all rows. Nothing is stored.
     *
     * @throws ProblemException 404 if there is none with this id; 409 if it is being worked on or was imported; 422 if a
     *     column or field is none, or no column holds the name
     */
    public ContactImport check(Id id, Choices choices) {
        ContactImport run = get(id);
        refusePurged(run);
        if (run.state() != State.UPLOADED && run.state() != State.CHECKED) {
            throw wrongState(run.state());
        }
        check(run, choices);
        int last = rows.lastLine(id);
        for (int from = 0; from <= last; from += LOT) {
            rows.reset(id, from, from + LOT - 1);
        }
        transactions.run(() -> {
            runs.choose(id, choices);
            go(id, run.state(), State.CHECKING);
        });
        submit(id);
        return changed(id);
    }

    private static void check(ContactImport run, Choices choices) {
        choices.mapping().forEach((column, field) -> {
            boolean known = Columns.FIELDS.contains(field) || field.matches("custom\\.[a-z][a-z0-9_]{0,39}");
            if (!known || column < 0 || column >= run.header().size()) {
                throw ProblemException.invalid(
                        "mapping." + column, "crm.import.field", Map.of("field", field, "column", column));
            }
        });
        if (!choices.mapping().containsValue("name")) {
            throw ProblemException.invalid("mapping", "crm.import.no-name");
        }
    }

    /**
     * Begins to import what was checked.
     *
     * @throws ProblemException 404 if there is none with this id; 409 if it was not checked
     */
    public ContactImport start(Id id) {
        transactions.run(() -> {
            refusePurged(runs.get(id));
            go(id, State.CHECKED, State.RUNNING);
            audit.record("crm.import.start", "import", id, Map.of());
        });
        submit(id);
        return changed(id);
    }

    /**
     * Stops what is being done. Rows that were imported by then stay, and can be undone.
     *
     * @throws ProblemException 404 if there is none with this id; 409 if nothing is being done
     */
    public ContactImport cancel(Id id) {
        transactions.run(() -> {
            State state = runs.state(id);
            if (state == State.CHECKING) {
                go(id, State.CHECKING, State.UPLOADED);
            } else if (state == State.RUNNING) {
                runs.finished(id, State.RUNNING, State.CANCELLED, now());
                audit.record("crm.import.cancel", "import", id, Map.of());
            } else {
                throw wrongState(state);
            }
        });
        return changed(id);
    }

    /**
     * Begins to take an import back: what it made is removed and what it changed restored, unless somebody changed it since.
     *
     * @throws ProblemException 404 if there is none with this id; 409 if it was not imported, or too long ago
     */
    public ContactImport undo(Id id) {
        transactions.run(() -> {
            ContactImport run = runs.get(id);
            refusePurged(run);
            if (run.state() != State.DONE && run.state() != State.CANCELLED) {
                throw wrongState(run.state());
            }
            go(id, run.state(), State.UNDOING);
            audit.record("crm.import.undo", "import", id, Map.of());
        });
        submit(id);
        return changed(id);
    }

    /** Deletes the content of imports that are older than it may be kept. */
    void purgeBefore(Instant before) {
        for (Id id : runs.old(before)) {
            if (!runs.state(id).isBusy()) {
                purge(id);
            }
        }
    }

    private void purge(Id id) {
        int last = rows.lastLine(id);
        for (int from = 0; from <= last; from += LOT) {
            rows.purge(id, from, from + LOT - 1);
        }
        runs.purged(id, now());
    }

    /** Begins to work when what was decided is there for others: a request may be one transaction as a whole. */
    private void submit(Id id) {
        if (!transactions.active()) {
            runner.submit(id);
            return;
        }
        transactions.afterCompletion(committed -> {
            if (committed) {
                runner.submit(id);
            }
        });
    }

    private void go(Id id, State from, State to) {
        if (!runs.go(id, from, to)) {
            throw wrongState(runs.state(id));
        }
    }

    private static void refusePurged(ContactImport run) {
        if (run.purgedAt() != null) {
            throw ProblemException.conflict("crm.import.purged", Map.of());
        }
    }

    private static ProblemException wrongState(State state) {
        return ProblemException.conflict("crm.import.state", Map.of("state", state.name()));
    }

    private ContactImport changed(Id id) {
        live.changed("crm.import", id, "crm.contact.import");
        return get(id);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
