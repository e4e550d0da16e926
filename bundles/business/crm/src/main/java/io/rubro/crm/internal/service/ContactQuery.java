package io.rubro.crm.internal.service;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.internal.model.ContactEntity;
import io.rubro.crm.internal.model.CustomConverter;
import io.rubro.crm.internal.model.Folding;
import io.rubro.crm.internal.words.ContactWords;
import io.rubro.crm.internal.words.ContactWords.Matches;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.rest.PageRequest.Order;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.jspecify.annotations.Nullable;

/** Contacts as JPQL. Only the fixed texts below become part of the query; what a caller gives is a parameter. */
final class ContactQuery {

    /** Rows of the index of words up to which the contacts are looked up one by one. */
    private static final int FEW = 1_000;

    /** No contact has this id. */
    private static final long NOBODY = 0;

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    /** Contacts that a filter lets pass, whatever its text. */
    ContactQuery(ContactFilter filter) {
        conditions.add(filter.archived() ? "c.archivedAt is not null" : "c.archivedAt is null");
        equal("kind", filter.kind());
        equal("status", filter.status());
        if (filter.role() != null) {
            like("c.roles", "|" + filter.role().name() + "|");
        }
        if (filter.tag() != null && !filter.tag().isBlank()) {
            like("c.tags", "|" + filter.tag().strip().toLowerCase(Locale.ROOT).replace("|", "") + "|");
        }
        same("sector", filter.sector());
        equal("size", filter.size());
        same("source", filter.source());
        same("city", filter.city());
        filter.custom()
                .forEach((key, value) -> like("lower(c.custom)", lower(CustomConverter.entry(key, value.strip()))));
    }

    /** A page in the order of a field: {@code name}, {@code createdAt} or {@code updatedAt}. */
    Page<Contact> page(EntityManager em, PageRequest page, Order order) {
        page.after(3).ifPresent(cursor -> after(cursor, order));
        String direction = order.descending() ? " desc" : "";
        List<Contact> rows = run(em, " order by " + column(order) + direction + ", c.id" + direction, page.limit() + 1);
        return Page.of(rows, page.limit(), last -> PageRequest.cursor(order.field(), key(last, order), last.id()));
    }

    /** In the order of their names, those whose name begins with a folded text, after one of them. */
    List<Contact> namesBeginning(
            EntityManager em, String beginning, @Nullable String afterName, Id afterId, int limit) {
        String from = parameter(afterName == null ? beginning : afterName);
        String to = parameter(beginning + Character.MAX_VALUE);
        conditions.add("c.nameNormalised >= :" + from + " and c.nameNormalised < :" + to);
        if (afterName != null) {
            conditions.add("(c.nameNormalised > :" + from + " or c.id > :" + parameter(afterId.value()) + ")");
        }
        return run(em, " order by c.nameNormalised, c.id", limit);
    }

    /** Of some contacts, in no order. */
    Stream<Contact> among(EntityManager em, Collection<Id> ids) {
        only(ids);
        return run(em, "", ids.size()).stream();
    }

    private List<Contact> run(EntityManager em, String order, int limit) {
        TypedQuery<ContactEntity> query = em.createQuery(
                "select c from Contact c where " + String.join(" and ", conditions) + order, ContactEntity.class);
        parameters.forEach(query::setParameter);
        return query.setMaxResults(limit)
                .getResultStream()
                .map(ContactEntity::toContact)
                .toList();
    }

    private static String column(Order order) {
        return switch (order.field()) {
            case "createdAt" -> "c.createdAt";
            case "updatedAt" -> "c.updatedAt";
            default -> "c.nameNormalised";
        };
    }

    private static Object key(Contact contact, Order order) {
        return switch (order.field()) {
            case "createdAt" -> contact.createdAt();
            case "updatedAt" -> contact.updatedAt();
            default -> Folding.searchable(contact.name());
        };
    }

    private void equal(String field, @Nullable Object value) {
        if (value != null) {
            conditions.add("c." + field + " = :" + field);
            parameters.put(field, value);
        }
    }

    /** A text that is the same whatever the case. */
    private void same(String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            conditions.add("lower(c." + field + ") = :" + field);
            parameters.put(field, lower(value.strip()));
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private void like(String column, String part) {
        conditions.add(column + " like :" + pattern(part) + " escape '!'");
    }

    /** Makes a parameter that is found anywhere in a text, and returns its name. */
    private String pattern(String part) {
        String name = "p" + parameters.size();
        String literal = part.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        parameters.put(name, "%" + literal + "%");
        return name;
    }

    /**
     * Leaves those that match a text. Few are named one by one; of many, the database meets enough while it reads the
     * list in its order.
     */
    ContactQuery matching(String text, ContactWords words) {
        Matches matches = words.matching(text, FEW);
        if (matches.all()) {
            only(matches.contacts());
        } else {
            ContactWords.typed(text).forEach(this::beginsWord);
        }
        return this;
    }

    private void only(Collection<Id> ids) {
        conditions.add("c.id in :" + parameter(padded(ids)));
    }

    /** As many as the next power of two, the last one repeated: a database keeps few statements of different lengths. */
    private static List<Long> padded(Collection<Id> ids) {
        List<Long> values = new ArrayList<>(ids.stream().map(Id::value).toList());
        long last = values.isEmpty() ? NOBODY : values.get(values.size() - 1);
        while (values.isEmpty() || Integer.bitCount(values.size()) != 1) {
            values.add(last);
        }
        return values;
    }

    private void beginsWord(Set<String> beginnings) {
        String ranges = beginnings.stream()
                .map(beginning -> "w.word >= :" + parameter(beginning) + " and w.word < :"
                        + parameter(beginning + Character.MAX_VALUE))
                .collect(Collectors.joining(" or ", "(", ")"));
        conditions.add("exists (select w.word from ContactWord w where w.contactId = c.id and " + ranges + ")");
    }

    private String parameter(Object value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return name;
    }

    private void after(List<String> cursor, Order order) {
        try {
            if (!cursor.get(0).equals(order.field())) {
                throw new IllegalArgumentException("the cursor of another order");
            }
            boolean byName = order.field().equals("name");
            parameters.put("afterKey", byName ? cursor.get(1) : Instant.parse(cursor.get(1)));
            parameters.put("afterId", Id.valueOf(cursor.get(2)).value());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
        String than = order.descending() ? " < " : " > ";
        // the first half lets the database begin in the index where the last page ended
        conditions.add(column(order) + than.stripTrailing() + "= :afterKey and (" + column(order) + than
                + ":afterKey or c.id" + than + ":afterId)");
    }
}
