package io.rubro.crm.internal.model;

import io.rubro.crm.Interaction;
import io.rubro.crm.Interaction.Participant;
import io.rubro.crm.Interaction.Source;
import io.rubro.crm.Interaction.Worker;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An interaction's row. Those who take part are rows of their own. */
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

    @Column(name = "title_normalised")
    private @Nullable String titleNormalised;

    private @Nullable String description;

    // not "at", which is a word of SQL
    @Column(name = "happens_at", nullable = false)
    private Instant at;

    private @Nullable Integer minutes;

    private @Nullable String participants;

    private boolean done;

    private @Nullable BigDecimal amount;

    private @Nullable String currency;

    private @Nullable String outcome;

    @Column(name = "author_id", updatable = false)
    private @Nullable Long authorId;

    @Column(name = "author_name", updatable = false)
    private @Nullable String authorName;

    @Column(name = "assignee_id")
    private @Nullable Long assigneeId;

    @Column(name = "assignee_name")
    private @Nullable String assigneeName;

    @Column(name = "responsible_id")
    private @Nullable Long responsibleId;

    @Column(name = "opportunity_id")
    private @Nullable Long opportunityId;

    @Column(name = "remind_minutes")
    private @Nullable Integer remindMinutes;

    @Column(name = "remind_at")
    private @Nullable Instant remindAt;

    @Column(name = "source_module", updatable = false)
    private @Nullable String sourceModule;

    @Column(name = "source_id", updatable = false)
    private @Nullable Long sourceId;

    @Column(name = "source_document_id", updatable = false)
    private @Nullable Long sourceDocumentId;

    @Column(name = "source_path", updatable = false)
    private @Nullable String sourcePath;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    /** For JPA. */
    protected InteractionEntity() {}

    /**
     * A new interaction of a draft that keeps the rules.
     *
     * @param author who writes it down
     * @param assignee the user the draft names
     */
    public InteractionEntity(
            Id id, Id contactId, InteractionDraft draft, Worker author, @Nullable Worker assignee, Instant now) {
        this.id = id.value();
        this.contactId = contactId.value();
        this.authorId = author.id() == null ? null : author.id().value();
        this.authorName = author.name();
        this.createdAt = now;
        replace(draft, assignee, now);
    }

    /**
     * Takes over a draft that keeps the rules. A reminder that was given stays given unless the time or the notice changes.
     *
     * @param assignee the user the draft names
     */
    public final void replace(InteractionDraft draft, @Nullable Worker assignee, Instant now) {
        boolean moved = !draft.at().equals(at)
                || !Objects.equals(draft.remindMinutes(), remindMinutes)
                || (done && !draft.done());
        type = draft.type();
        title = draft.title();
        titleNormalised = Folding.searchable(draft.title());
        description = draft.description();
        at = draft.at();
        minutes = draft.minutes();
        participants = draft.participants();
        done = draft.done();
        amount = draft.amount();
        currency = draft.currency();
        outcome = draft.outcome();
        assigneeId =
                assignee == null || assignee.id() == null ? null : assignee.id().value();
        assigneeName = assignee == null ? null : assignee.name();
        responsibleId = assigneeId == null ? authorId : assigneeId;
        opportunityId =
                draft.opportunityId() == null ? null : draft.opportunityId().value();
        remindMinutes = draft.remindMinutes();
        if (done || remindMinutes == null) {
            remindAt = null;
        } else if (moved) {
            remindAt = at.minus(Duration.ofMinutes(remindMinutes));
        }
        updatedAt = now;
    }

    /** Reminds at another time. */
    public void snooze(Instant until, Instant now) {
        remindAt = until;
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

    public InteractionType type() {
        return type;
    }

    public Instant at() {
        return at;
    }

    public boolean isDone() {
        return done;
    }

    /** Who is to do it, or null. */
    public @Nullable Worker assignee() {
        return worker(assigneeId, assigneeName);
    }

    /** The record of another module it mirrors, or null. */
    public @Nullable Source source() {
        return sourceModule == null || sourceId == null
                ? null
                : new Source(sourceModule, new Id(sourceId), idOf(sourceDocumentId), sourcePath);
    }

    /** The interaction as others see it. */
    public Interaction toInteraction(List<Participant> people) {
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
                outcome,
                worker(authorId, authorName),
                assignee(),
                people,
                idOf(opportunityId),
                remindMinutes,
                remindAt,
                source(),
                createdAt,
                updatedAt,
                version);
    }

    private static @Nullable Id idOf(@Nullable Long value) {
        return value == null ? null : new Id(value);
    }

    private static @Nullable Worker worker(@Nullable Long id, @Nullable String name) {
        return name == null ? null : new Worker(idOf(id), name);
    }
}
