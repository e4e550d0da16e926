package io.rubro.crm.internal.interactions;

import io.rubro.crm.Interaction.Source;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.internal.model.Folding;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The interactions that mirror records of other modules. Nobody changes them here, so they are plain rows. */
@Component(service = MirroredRecords.class)
public final class MirroredRecords {

    private static final String INSERT =
            """
            insert into crm.interaction (organization_id, id, version, contact_id, type, title, title_normalised,
              description, happens_at, minutes, participants, done, amount, currency, source_module, source_id,
              source_document_id, source_path, created_at, updated_at)
            values ({org}, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String UPDATE =
            """
            update crm.interaction set version = version + 1, contact_id = ?, type = ?, title = ?, title_normalised = ?,
              description = ?, happens_at = ?, done = ?, amount = ?, currency = ?, source_path = ?, updated_at = ?
            where organization_id = {org} and id = ?""";

    private final Sql sql;
    private final InteractionNews news;

    @Activate
    public MirroredRecords(
            @Reference Sql sql,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.news = new InteractionNews(audit, live);
    }

    private record Row(Id id, Id contact) {}

    /** The contact in whose time line a record already is. */
    public Optional<Id> contactOf(Source source) {
        return row(source).map(Row::contact);
    }

    private Optional<Row> row(Source source) {
        return sql.queryOne(
                """
                select id, contact_id from crm.interaction
                where organization_id = {org} and source_module = ? and source_id = ?""",
                row -> new Row(Rows.id(row, "id"), Rows.id(row, "contact_id")),
                source.module(),
                source.recordId());
    }

    /** Writes down a record that is in no time line yet. Inside a transaction. */
    public void add(Id contact, InteractionDraft draft, Source source) {
        Id id = Id.next();
        Instant now = now();
        sql.update(
                INSERT,
                id,
                contact,
                draft.type(),
                draft.title(),
                Folding.searchable(draft.title()),
                draft.description(),
                draft.at(),
                draft.minutes(),
                draft.participants(),
                draft.done(),
                draft.amount(),
                draft.currency(),
                source.module(),
                source.recordId(),
                source.documentId(),
                source.path(),
                now,
                now);
        news.of(
                "crm.interaction.create",
                id,
                contact,
                Map.of("type", draft.type().name(), "contact", contact.toString()));
    }

    /** Writes a record down, in place of what was written down of it before. Inside a transaction. */
    void put(Id contact, InteractionDraft draft, Source source) {
        Optional<Row> before = row(source);
        if (before.isEmpty()) {
            add(contact, draft, source);
            return;
        }
        Row row = before.get();
        sql.update(
                UPDATE,
                contact,
                draft.type(),
                draft.title(),
                Folding.searchable(draft.title()),
                draft.description(),
                draft.at(),
                draft.done(),
                draft.amount(),
                draft.currency(),
                source.path(),
                now(),
                row.id);
        if (!row.contact.equals(contact)) {
            news.of(row.id, row.contact);
        }
        news.of(
                "crm.interaction.update",
                row.id,
                contact,
                Map.of("type", draft.type().name(), "contact", contact.toString()));
    }

    /** Takes a record out of the time line it is in, if any. Inside a transaction. */
    void remove(Source source) {
        row(source).ifPresent(row -> {
            sql.update("delete from crm.interaction where organization_id = {org} and id = ?", row.id);
            news.of("crm.interaction.delete", row.id, row.contact, Map.of("contact", row.contact.toString()));
        });
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
