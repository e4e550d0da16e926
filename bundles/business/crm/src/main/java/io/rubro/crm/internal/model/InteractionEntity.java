package io.rubro.crm.internal.model;

import io.rubro.crm.Interaction;
import io.rubro.crm.Interaction.Source;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An interaction's row. */
@Entity(name = "Interaction")
@Table(schema = "crm", name = "interaction")
public class InteractionEntity {

    @javax.persistence.Id
    private long id;

    @Version
    private long version;

    @Column(name = "contact_id", updatable = false)
    private long contactId;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private InteractionType type;

    @Column(nullable = false)
    private String title;

    private @Nullable String description;

    // not "at", which is a word of SQL
    @Column(name = "happens_at", nullable = false)
    private Instant at;

    private @Nullable Integer minutes;

    private @Nullable String participants;

    private boolean done;

    private @Nullable BigDecimal amount;

    private @Nullable String currency;

    @Column(name = "source_module", updatable = false)
    private @Nullable String sourceModule;

    @Column(name = "source_id", updatable = false)
    private @Nullable Long sourceId;

    @Column(name = "source_document_id", updatable = false)
    private @Nullable Long sourceDocumentId;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    /** For JPA. */
    protected InteractionEntity() {}

    /** A new interaction of a draft that keeps the rules. */
    public InteractionEntity(Id id, Id contactId, InteractionDraft draft, Instant now) {
        this.id = id.value();
        this.contactId = contactId.value();
        this.createdAt = now;
        replace(draft, now);
    }

    /** Takes over a draft that keeps the rules. */
    public final void replace(InteractionDraft draft, Instant now) {
        type = draft.type();
        title = draft.title();
        description = draft.description();
        at = draft.at();
        minutes = draft.minutes();
        participants = draft.participants();
        done = draft.done();
        amount = draft.amount();
        currency = draft.currency();
        updatedAt = now;
    }

    public Id id() {
        return new Id(id);
    }

    public Id contactId() {
        return new Id(contactId);
    }

    public long version() {
        return version;
    }

    /** The record of another module it mirrors, or null. */
    public @Nullable Source source() {
        return sourceModule == null || sourceId == null
                ? null
                : new Source(
                        sourceModule, new Id(sourceId), sourceDocumentId == null ? null : new Id(sourceDocumentId));
    }

    /** What a draft would have to say to change nothing. */
    public InteractionDraft toDraft() {
        return new InteractionDraft(type, title, description, at, minutes, participants, done, amount, currency);
    }

    /** The interaction as others see it. */
    public Interaction toInteraction() {
        return new Interaction(
                id(),
                contactId(),
                type,
                title,
                description,
                at,
                minutes,
                participants,
                done,
                amount,
                currency,
                source(),
                createdAt,
                updatedAt,
                version);
    }
}
