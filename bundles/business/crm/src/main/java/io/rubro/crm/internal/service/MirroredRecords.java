package io.rubro.crm.internal.service;

import io.rubro.crm.Interaction.Source;
import io.rubro.crm.InteractionDraft;
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

/**
 * The interactions that mirror records of other modules. They are written once and nobody changes them here, so they are
 * plain rows.
 */
@Component(service = MirroredRecords.class)
public final class MirroredRecords {

    private static final String INSERT =
            """
            insert into crm.interaction (organization_id, id, version, contact_id, type, title, description, happens_at,
              minutes, participants, done, amount, currency, source_module, source_id, source_document_id, created_at,
              updated_at)
            values ({org}, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

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

    /** The contact in whose time line a record already is. */
    Optional<Id> contactOf(Source source) {
        return sql.queryOne(
                """
                select contact_id from crm.interaction
                where organization_id = {org} and source_module = ? and source_id = ?""",
                row -> Rows.id(row, "contact_id"),
                source.module(),
                source.recordId());
    }

    /** Writes down a record that is in no time line yet. Inside a transaction. */
    void add(Id contact, InteractionDraft draft, Source source) {
        Id id = Id.next();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        sql.update(
                INSERT,
                id,
                contact,
                draft.type(),
                draft.title(),
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
                now,
                now);
        news.of(
                "crm.interaction.create",
                id,
                contact,
                Map.of("type", draft.type().name(), "contact", contact.toString()));
    }
}
