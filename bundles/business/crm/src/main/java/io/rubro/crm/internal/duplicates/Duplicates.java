package io.rubro.crm.internal.duplicates;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactKind;
import io.rubro.crm.Contacts;
import io.rubro.crm.internal.duplicates.Pairs.Pair;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The contacts that may be one, as a person goes through them. */
@Component(service = Duplicates.class)
public final class Duplicates {

    /** More open pairs than anybody goes through; the most likely of them are looked at. */
    private static final int MOST_PAIRS = 10_000;

    private static final int MOST_SIMILAR = 5;

    private final Transactions transactions;
    private final Sql sql;
    private final Contacts contacts;
    private final ContactKeys keys;
    private final Pairs pairs;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime. */
    @Activate
    public Duplicates(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Contacts contacts,
            @Reference ContactKeys keys,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this.transactions = transactions;
        this.sql = sql;
        this.contacts = contacts;
        this.keys = keys;
        this.pairs = new Pairs(sql);
        this.audit = audit;
        this.live = live;
    }

    /**
     * Contacts that may all be one: each has something in common with another of them.
     *
     * @param id the oldest of them
     * @param score of the likeliest pair, from 0 to 100
     * @param members the oldest first
     * @param pairs which of them have what in common, the likeliest first
     */
    public record Group(Id id, int score, List<Member> members, List<Match> pairs) {

        public Group {
            members = List.copyOf(members);
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * A contact of a group.
     *
     * @param interactions how many rows its history has, invoices and payments among them
     * @param invoices how many of them are invoices
     * @param lastAt when the newest of them happened; null if there are none
     */
    public record Member(Contact contact, long interactions, long invoices, @Nullable Instant lastAt) {}

    /** Why two contacts may be one. */
    public record Match(Id one, Id other, int score, Set<Reason> reasons) {

        public Match {
            reasons = Set.copyOf(reasons);
        }
    }

    /**
     * A contact like the one that is being written down.
     *
     * @param score how likely they are one, from 0 to 100
     */
    public record Similar(Contact contact, int score, Set<Reason> reasons) {

        public Similar {
            reasons = Set.copyOf(reasons);
        }
    }

    /**
     * The groups, the likeliest first.
     *
     * @throws ProblemException 422 if the order, limit or cursor is wrong
     */
    public Page<Group> list(PageRequest page) {
        page.order("-score");
        int limit = page.limit();
        @Nullable List<String> after = page.after(2).orElse(null);
        return transactions.required(() -> {
            List<Bunch> bunches = bunches(pairs.open(MOST_PAIRS));
            List<Bunch> wanted = bunches.stream()
                    .filter(bunch -> after == null || bunch.isAfter(number(after.get(0)), number(after.get(1))))
                    .limit(limit + 1L)
                    .toList();
            Page<Bunch> found = Page.of(
                    wanted,
                    limit,
                    last -> PageRequest.cursor(last.score(), last.id().value()));
            return new Page<>(found.items().stream().map(this::group).toList(), found.next());
        });
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    /** How many groups there are. */
    public int count() {
        return transactions.required(() -> bunches(pairs.open(MOST_PAIRS)).size());
    }

    /** Pairs that hang together. */
    private record Bunch(Id id, int score, List<Pair> pairs) {

        boolean isAfter(long score, long id) {
            return this.score < score || (this.score == score && this.id.value() > id);
        }
    }

    private static List<Bunch> bunches(List<Pair> pairs) {
        Map<Id, Id> roots = new HashMap<>();
        for (Pair pair : pairs) {
            Id one = root(roots, pair.one());
            Id other = root(roots, pair.other());
            if (one.value() < other.value()) {
                roots.put(other, one);
            } else if (other.value() < one.value()) {
                roots.put(one, other);
            }
        }
        Map<Id, List<Pair>> together = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            together.computeIfAbsent(root(roots, pair.one()), root -> new ArrayList<>())
                    .add(pair);
        }
        return together.entrySet().stream()
                .map(e -> new Bunch(e.getKey(), e.getValue().get(0).score().points(), e.getValue()))
                .sorted(Comparator.comparingInt(Bunch::score).reversed().thenComparingLong(bunch -> bunch.id()
                        .value()))
                .toList();
    }

    private static Id root(Map<Id, Id> roots, Id id) {
        Id root = id;
        for (Id next = roots.get(root); next != null; next = roots.get(root)) {
            root = next;
        }
        if (!root.equals(id)) {
            roots.put(id, root);
        }
        return root;
    }

    private Group group(Bunch bunch) {
        Set<Long> ids = new TreeSet<>();
        for (Pair pair : bunch.pairs()) {
            ids.add(pair.one().value());
            ids.add(pair.other().value());
        }
        return new Group(
                bunch.id(),
                bunch.score(),
                ids.stream().map(id -> member(contacts.get(new Id(id)))).toList(),
                bunch.pairs().stream()
                        .map(pair -> new Match(
                                pair.one(),
                                pair.other(),
                                pair.score().points(),
                                pair.score().reasons()))
                        .toList());
    }

    /** A contact with how much there is of it. */
    public Member member(Contact contact) {
        return sql.queryOne(
                        """
                        select count(*) as all_rows, max(happens_at) as newest,
                          sum(case when source_module = 'billing' and type = 'SALE' and source_document_id is null
                            then 1 else 0 end) as invoices
                        from crm.interaction where organization_id = {org} and contact_id = ?""",
                        row -> new Member(
                                contact,
                                row.getLong("all_rows"),
                                row.getLong("invoices"),
                                Rows.instantOrNull(row, "newest")),
                        contact.id())
                .orElseThrow();
    }

    /**
     * The contacts that may be the same as one of them, the likeliest first.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    public List<Similar> of(Id contact) {
        return transactions.required(() -> {
            contacts.get(contact);
            return pairs.of(contact).stream()
                    .map(pair -> new Similar(
                            contacts.get(pair.one().equals(contact) ? pair.other() : pair.one()),
                            pair.score().points(),
                            pair.score().reasons()))
                    .toList();
        });
    }

    /**
     * Says that two contacts are not one: the pair is not shown again.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    public void dismiss(Id one, Id other) {
        transactions.run(() -> {
            contacts.get(one);
            contacts.get(other);
            if (one.equals(other)) {
                throw ProblemException.invalid("other", "crm.merge.itself");
            }
            pairs.dismiss(one, other);
            audit.record("crm.duplicate.dismiss", "contact", one, Map.of("other", other.toString()));
            live.changed("crm.duplicate", one, "crm.contact.read");
        });
    }

    /**
     * Contacts that may be the one somebody is writing down, the likeliest first; archived ones too, and for those merged the
     * one that stands for them.
     *
     * @param self the contact that is being changed; null for a new one
     */
    public List<Similar> similar(
            ContactKind kind,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String taxId,
            @Nullable String country,
            @Nullable Id self) {
        return transactions.required(() -> {
            Map<Id, Similar> found = new LinkedHashMap<>();
            Set<Key> known = keys.of(kind, name, taxId, email, phone, country);
            keys.candidates(known, self, null, null).forEach((id, candidate) -> {
                Score score = candidate.score();
                if (score.isWorthShowing()) {
                    Contact contact = contacts.standing(id);
                    boolean apart = self != null && (contact.id().equals(self) || pairs.isDismissed(self, id));
                    if (!apart) {
                        found.merge(
                                contact.id(),
                                new Similar(contact, score.points(), score.reasons()),
                                (a, b) -> a.score() >= b.score() ? a : b);
                    }
                }
            });
            return found.values().stream()
                    .sorted(Comparator.comparingInt(Similar::score).reversed())
                    .limit(MOST_SIMILAR)
                    .toList();
        });
    }
}
