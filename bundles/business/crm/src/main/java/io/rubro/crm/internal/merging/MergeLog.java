package io.rubro.crm.internal.merging;

import io.rubro.crm.Contacts;
import io.rubro.crm.internal.merging.MergeRows.Stored;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The merges that were made. */
@Component(service = MergeLog.class)
public final class MergeLog {

    private final Transactions transactions;
    private final Contacts contacts;
    private final MergeRows rows;

    /** Called by the component runtime. */
    @Activate
    public MergeLog(@Reference Transactions transactions, @Reference Sql sql, @Reference Contacts contacts) {
        this.transactions = transactions;
        this.contacts = contacts;
        this.rows = new MergeRows(sql);
    }

    /** A contact by name. */
    public record Named(Id id, String name) {}

    /**
     * A merge.
     *
     * @param winner the contact that stayed
     * @param loser the contact that was put away
     * @param by who merged them
     * @param undoneAt when it was undone; null if it stands
     */
    public record Entry(
            Id id,
            Named winner,
            Named loser,
            Instant at,
            String by,
            @Nullable Instant undoneAt,
            @Nullable String undoneBy) {}

    /**
     * Merges, the latest first.
     *
     * @param contact only those it took part in; null for all
     * @throws ProblemException 404 if there is no such contact; 422 if the limit or cursor is wrong
     */
    public Page<Entry> list(@Nullable Id contact, PageRequest page) {
        page.order("-at");
        int limit = page.limit();
        @Nullable Id before = page.after(1).map(cursor -> id(cursor.get(0))).orElse(null);
        return transactions.required(() -> {
            if (contact != null) {
                contacts.get(contact);
            }
            List<Entry> entries = rows.list(contact, before, limit + 1).stream()
                    .map(this::entry)
                    .toList();
            return Page.of(entries, limit, last -> PageRequest.cursor(last.id().value()));
        });
    }

    private static Id id(String text) {
        try {
            return new Id(Long.parseLong(text));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    private Entry entry(Stored stored) {
        return new Entry(
                stored.id(),
                named(stored.winner()),
                named(stored.loser()),
                stored.mergedAt(),
                stored.mergedBy(),
                stored.undoneAt(),
                stored.undoneBy());
    }

    private Named named(Id id) {
        return new Named(id, contacts.get(id).name());
    }
}
