package io.rubro.crm.internal.merging;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactUnmerged;
import io.rubro.crm.internal.merging.MergeRows.Change;
import io.rubro.crm.internal.merging.MergeRows.Stored;
import io.rubro.crm.internal.service.ContactNews;
import io.rubro.crm.internal.service.ContactValues;
import io.rubro.crm.internal.service.ContactValues.Undone;
import io.rubro.crm.internal.service.Directory;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes a merge back: every row and field goes where it was. What was changed since is left to the caller to decide; rows
 * that came after the merge stay with the winner.
 */
@Component(service = Unmerge.class)
public final class Unmerge {

    /** What to do with fields that were changed since the merge. */
    public enum OnChanged {
        /** Undo nothing and say which they are. */
        REFUSE,
        /** Leave these as they are now and put the others back. */
        KEEP,
        /** Put these back too; what was written since is lost. */
        OVERWRITE
    }

    private final Transactions transactions;
    private final Pair pairs;
    private final Directory directory;
    private final Parts parts;
    private final MergeRows rows;
    private final ContactNews news;
    private final Events events;

    /** Called by the component runtime. */
    @Activate
    public Unmerge(
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
     * A field that was changed since the merge.
     *
     * @param now what it says today, and what would be lost
     * @param before what it said before the merge, and would say again
     * @param taken whether another contact has that by now: it cannot be put back
     */
    public record Changed(Id contactId, String field, @Nullable String now, @Nullable String before, boolean taken) {}

    /**
     * What an undo would do.
     *
     * @param rows how many rows the merge moved
     * @param changed the fields it would overwrite
     */
    public record Preview(Id mergeId, Id winnerId, Id loserId, long rows, List<Changed> changed) {

        public Preview {
            changed = List.copyOf(changed);
        }
    }

    /**
     * What an undo did.
     *
     * @param winner the contact that had stayed
     * @param loser the contact that is its own again
     * @param returned how many rows went back to it
     * @param missing how many were deleted or given to others since
     * @param kept the fields that were left as they are
     */
    public record Outcome(Contact winner, Contact loser, long returned, long missing, List<Changed> kept) {

        public Outcome {
            kept = List.copyOf(kept);
        }
    }

    /**
     * What an undo would do.
     *
     * @throws ProblemException as {@link #undo}
     */
    public Preview preview(Id merge) {
        return transactions.required(() -> {
            Stored stored = open(merge);
            Pair.Held held = pairs.hold(stored.winner(), stored.loser());
            refuseLater(held);
            return new Preview(
                    merge,
                    stored.winner(),
                    stored.loser(),
                    sum(rows.moved(merge)),
                    plan(merge, held).changed());
        });
    }

    /**
     * Undoes a merge.
     *
     * @throws ProblemException 404 if there is no such merge; 409 if it was undone, if a contact was erased since, or if the
     *     winner was merged in turn, which must be undone first; 412 if fields were changed since and {@code onChanged}
     *     refuses
     */
    public Outcome undo(Id merge, OnChanged onChanged) {
        return transactions.required(() -> {
            open(merge);
            directory.lock();
            Stored stored = open(merge); // somebody else may have undone it while we waited
            Pair.Held held = pairs.hold(stored.winner(), stored.loser());
            refuseLater(held);
            Plan plan = plan(merge, held);
            if (onChanged == OnChanged.REFUSE && !plan.changed().isEmpty()) {
                throw ProblemException.of(
                        412,
                        "crm.merge.changed-since",
                        Map.of(
                                "fields",
                                plan.changed().stream()
                                        .map(Changed::field)
                                        .distinct()
                                        .collect(Collectors.joining(", "))));
            }
            return undo(stored, held, plan, onChanged == OnChanged.OVERWRITE);
        });
    }

    private Stored open(Id merge) {
        Stored stored = rows.find(merge).orElseThrow(() -> ProblemException.notFound("crm.merge.not-found", merge));
        if (stored.undoneAt() != null) {
            throw ProblemException.conflict("crm.merge.undone", Map.of());
        }
        return stored;
    }

    private void refuseLater(Pair.Held held) {
        Contact winner = held.winner().toContact();
        if (winner.mergedInto() != null) {
            Map<String, Object> args = new HashMap<>(Map.of("contact", winner.name()));
            rows.ofLoser(winner.id())
                    .ifPresent(later -> args.put("mergeId", later.id().toString()));
            throw ProblemException.conflict("crm.merge.later-first", args);
        }
        if (winner.erasedAt() != null || held.loser().toContact().erasedAt() != null) {
            throw ProblemException.conflict("crm.merge.erased", Map.of("contact", winner.name()));
        }
    }

    /**
     * What is to be put back.
     *
     * @param safe values by contact and field that overwrite nothing
     * @param changed those that would
     */
    private record Plan(Map<Id, Map<String, @Nullable String>> safe, List<Changed> changed) {

        Map<String, @Nullable String> of(Id contact, boolean overwrite) {
            Map<String, @Nullable String> values = new HashMap<>(safe.getOrDefault(contact, Map.of()));
            if (overwrite) {
                changed.stream()
                        .filter(change -> change.contactId().equals(contact) && !change.taken())
                        .forEach(change -> values.put(change.field(), change.before()));
            }
            return values;
        }
    }

    private Plan plan(Id merge, Pair.Held held) {
        Map<Id, Map<String, String>> now = Map.of(
                held.winner().id(), ContactValues.of(held.winner().toDraft()),
                held.loser().id(), ContactValues.of(held.loser().toDraft()));
        Map<Id, Map<String, @Nullable String>> safe = new HashMap<>();
        List<Changed> changed = new ArrayList<>();
        for (Change change : rows.changes(merge)) {
            @Nullable
            String today = now.getOrDefault(change.contact(), Map.of()).get(change.field());
            Undone undone = ContactValues.undo(change.field(), change.before(), change.after(), today);
            boolean taken = pairs.isTaken(change.field(), undone.value(), held);
            if (undone.overwrites() || taken) {
                changed.add(new Changed(change.contact(), change.field(), today, undone.value(), taken));
            } else {
                safe.computeIfAbsent(change.contact(), id -> new HashMap<>()).put(change.field(), undone.value());
            }
        }
        return new Plan(safe, changed);
    }

    private Outcome undo(Stored stored, Pair.Held held, Plan plan, boolean overwrite) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        ContactDraft winner = ContactValues.with(held.winner().toDraft(), plan.of(stored.winner(), overwrite));
        ContactDraft loser = ContactValues.with(held.loser().toDraft(), plan.of(stored.loser(), overwrite));
        held.loser().mergeInto(null, now);
        if (stored.loserArchivedAt() == null) {
            held.loser().restore(now);
        } else {
            held.loser().archive(stored.loserArchivedAt());
        }
        pairs.store(held, winner, loser, now);

        Map<String, Long> moved = rows.moved(stored.id());
        long returned = 0;
        for (String table : moved.keySet()) {
            returned += rows.give(stored.id(), table, stored.winner(), stored.loser());
        }
        rows.undone(stored.id(), now, Caller.current().name());
        parts.moved(stored.winner(), stored.loser());

        Map<String, String> details = Map.of("merge", stored.id().toString());
        Contact one = held.winner().toContact();
        Contact other = held.loser().toContact();
        news.changed(one, true, "crm.contact.unmerge", details);
        news.changed(other, true, "crm.contact.unmerge", details);
        events.publish(new ContactUnmerged(stored.id(), stored.loser(), stored.winner()));
        List<Changed> kept =
                overwrite ? plan.changed().stream().filter(Changed::taken).toList() : plan.changed();
        return new Outcome(one, other, returned, sum(moved) - returned, kept);
    }

    private static long sum(Map<String, Long> moved) {
        return moved.values().stream().mapToLong(Long::longValue).sum();
    }
}
