package io.rubro.invoice.documents.internal.service;

import io.rubro.invoice.documents.internal.print.BuiltInTemplates;
import io.rubro.invoice.documents.internal.print.PaperFormat;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The print templates of the organisation on the thread: one row for each kind it has changed. */
@Component(service = Templates.class)
public final class Templates {

    private static final String FIND =
            """
            select html, active, version, updated_at from invoice_documents.template
            where organization_id = {org} and kind = ?""";

    private final Transactions transactions;
    private final Sql sql;
    private final Audit audit;
    private final LiveUpdates live;
    private final Clock clock;

    /** Called by the component runtime; needs its table to be there. */
    @Activate
    public Templates(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=invoice-documents)") SchemaReady schema) {
        this(transactions, sql, audit, live, Clock.systemUTC());
    }

    Templates(Transactions transactions, Sql sql, Audit audit, LiveUpdates live, Clock clock) {
        this.transactions = transactions;
        this.sql = sql;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    /** All kinds. */
    public List<PrintTemplate> list() {
        return transactions.required(
                () -> Arrays.stream(PaperFormat.values()).map(this::get).toList());
    }

    /** One kind: the organisation's own, else the built-in one. */
    public PrintTemplate get(PaperFormat format) {
        return transactions.required(() -> own(format)).orElseGet(() -> builtIn(format));
    }

    private static PrintTemplate builtIn(PaperFormat format) {
        return new PrintTemplate(format.template(), BuiltInTemplates.of(format), false, false, 0, null);
    }

    private Optional<PrintTemplate> own(PaperFormat format) {
        return sql.queryOne(FIND, row -> read(format, row), format.template());
    }

    private static PrintTemplate read(PaperFormat format, ResultSet row) throws SQLException {
        return new PrintTemplate(
                format.template(),
                row.getString("html"),
                true,
                row.getBoolean("active"),
                row.getLong("version"),
                Rows.instant(row, "updated_at"));
    }

    /** What is printed with: its own if it is active, else the built-in one. */
    public String inUse(PaperFormat format) {
        PrintTemplate template = get(format);
        return template.active() ? template.html() : BuiltInTemplates.of(format);
    }

    /**
     * Writes a template that was checked.
     *
     * @param seen the version the caller has read, 0 if there was none
     * @throws ProblemException 428 without {@code seen}, 412 if it changed since
     */
    public PrintTemplate put(PaperFormat format, @Nullable IfMatch seen, String html, boolean active) {
        return transactions.required(() -> {
            Optional<PrintTemplate> before = own(format);
            IfMatch.require(seen, before.map(PrintTemplate::version).orElse(0L));
            Instant now = clock.instant();
            if (before.isEmpty()) {
                insert(format, html, active, now);
            } else {
                update(format, before.get().version(), html, active, now);
            }
            note("invoice-documents.template.write", format, Map.of("active", active, "characters", html.length()));
            return get(format);
        });
    }

    private void insert(PaperFormat format, String html, boolean active, Instant now) {
        try {
            sql.update(
                    """
                    insert into invoice_documents.template (organization_id, id, kind, html, active, version, updated_at)
                    values ({org}, ?, ?, ?, ?, 1, ?)""",
                    Id.next(),
                    format.template(),
                    html,
                    active,
                    now);
        } catch (DataAccessException e) {
            throw e.isDuplicate() ? ProblemException.staleVersion() : e;
        }
    }

    private void update(PaperFormat format, long version, String html, boolean active, Instant now) {
        int rows = sql.update(
                """
                update invoice_documents.template set html = ?, active = ?, version = version + 1, updated_at = ?
                where organization_id = {org} and kind = ? and version = ?""",
                html,
                active,
                now,
                format.template(),
                version);
        if (rows == 0) {
            throw ProblemException.staleVersion();
        }
    }

    /**
     * Goes back to the built-in template; what the organisation had is gone.
     *
     * @param seen the version the caller has read
     * @throws ProblemException 428 without {@code seen}, 412 if it changed since
     */
    public void reset(PaperFormat format, @Nullable IfMatch seen) {
        transactions.run(() -> {
            Optional<PrintTemplate> before = own(format);
            IfMatch.require(seen, before.map(PrintTemplate::version).orElse(0L));
            if (before.isPresent()) {
                sql.update(
                        "delete from invoice_documents.template where organization_id = {org} and kind = ?",
                        format.template());
                note("invoice-documents.template.reset", format, Map.of());
            }
        });
    }

    private void note(String action, PaperFormat format, Map<String, ?> details) {
        Id record = new Id(format.ordinal() + 1L);
        audit.record(action, "template", record, details);
        live.changed("invoice-documents.template", record, "invoice-documents.template.manage");
    }
}
