package io.rubro.crm.internal.merging;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactMerged;
import io.rubro.crm.internal.merging.Combination.Choice;
import io.rubro.crm.internal.model.ContactEntity;
import io.rubro.crm.internal.service.ContactNews;
import io.rubro.crm.internal.service.ContactPart;
import io.rubro.crm.internal.service.ContactValues;
import io.rubro.crm.internal.service.Directory;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.security.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes one contact of two. The history of both is the winner's from then on; the loser is archived, says what took its
 * place, and keeps what it is known by. All that changed is written down, so that {@link Unmerge} can take it back.
 */
@Component(service = Merges.class)
public final class Merges {

    private final Transactions transactions;
    private final Pair pairs;
    private final Directory directory;
    private final Parts parts;
    private final MergeRows rows;
    private final ContactNews news;
    private final Events events;

    /** Called by the component runtime. */
    @Activate
    public Merges(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Pair pairs,
            @Reference Directory directory,
            @Reference Parts parts,
            @Reference ContactNews news,
            @Reference Events events) {
        this.transactions = transactions;
        this.pairs = pairs;
        this.directory = directory;
        this.parts = parts;
        this.rows = new MergeRows(sql);
        this.news = news;
        this.events = events;
    }

    /**
     * What came of a merge.
     *
     * @param mergeId what undoes it
     * @param contact the contact that stays
     * @param moved how many rows changed hands
     */
    public record Outcome(Id mergeId, Contact contact, long moved) {}

    /**
     * Merges one contact into another.
     *
     * @param winner the contact that stays
     * @param version of the winner, as the caller saw it
     * @param loser the contact that is put away
     * @param loserVersion of the loser, as the caller saw it
     * @param choices whose value a field takes where it is not the winner's
     * @throws ProblemException 404 if there is no such contact; 409 if one of them was merged or erased, or the winner is
     *     archived; 412 if one changed since, 428 without the versions; 422 if a choice is none
     */
    public Outcome merge(
            Id winner, @Nullable Long version, Id loser, @Nullable Long loserVersion, Map<String, Choice> choices) {
        return transactions.required(() -> {
            directory.lock();
            Pair.Held held = pairs.hold(winner, loser);
            ContactEntity one = held.winner();
            ContactEntity other = held.loser();
            refuseClosed(one.toContact());
            refuseClosed(other.toContact());
            if (one.isArchived()) {
                throw ProblemException.conflict("crm.merge.archived", Map.of("contact", one.name()));
            }
            IfMatch.require(version == null ? null : new IfMatch(version), one.version());
            IfMatch.require(loserVersion == null ? null : new IfMatch(loserVersion), other.version());
            return merge(held, choices);
        });
    }

    private Outcome merge(Pair.Held held, Map<String, Choice> choices) {
        ContactEntity one = held.winner();
        ContactEntity other = held.loser();
        ContactDraft before = one.toDraft();
        ContactDraft otherBefore = other.toDraft();
        @Nullable Instant archivedAt = other.toContact().archivedAt();
        Combination both = Combination.of(before, otherBefore, choices);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        if (archivedAt == null) {
            other.archive(now);
        }
        other.mergeInto(one.id(), now);
        pairs.store(held, both.winner(), both.loser(), now);

        Id merge = Id.next();
        rows.insert(
                merge, one.id(), other.id(), archivedAt, now, Caller.current().name());
        rows.changed(merge, one.id(), ContactValues.of(before), ContactValues.of(both.winner()));
        rows.changed(merge, other.id(), ContactValues.of(otherBefore), ContactValues.of(both.loser()));
        for (ContactPart part : parts.following()) {
            rows.move(merge, part.table(), other.id(), one.id());
        }
        parts.moved(one.id(), other.id());

        Contact kept = one.toContact();
        news.changed(
                kept,
                false,
                "crm.contact.merge",
                Map.of("merge", merge.toString(), "from", other.id().toString()));
        news.changed(
                other.toContact(),
                false,
                "crm.contact.merged-into",
                Map.of("merge", merge.toString(), "into", one.id().toString()));
        events.publish(new ContactMerged(merge, other.id(), one.id()));
        long moved =
                rows.moved(merge).values().stream().mapToLong(Long::longValue).sum();
        return new Outcome(merge, kept, moved);
    }

    private static void refuseClosed(Contact contact) {
        if (contact.mergedInto() != null) {
            throw ProblemException.conflict(
                    "crm.contact.merged",
                    Map.of("contactId", contact.mergedInto().toString(), "contact", contact.name()));
        }
        if (contact.erasedAt() != null) {
            throw ProblemException.conflict("crm.merge.erased", Map.of("contact", contact.name()));
        }
    }
}
