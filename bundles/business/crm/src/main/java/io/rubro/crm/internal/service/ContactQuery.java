package io.rubro.crm.internal.service;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.internal.model.ContactEntity;
import io.rubro.crm.internal.model.CustomConverter;
import io.rubro.crm.internal.model.Folding;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.rest.PageRequest.Order;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.jspecify.annotations.Nullable;

/** A list of contacts as JPQL. Only the fixed texts below become part of the query; what a caller gives is a parameter. */
final class ContactQuery {

    private static final int MAX_WORDS = 8;
    private static final Pattern PHONE = Pattern.compile("[(+]*[0-9][0-9()./-]*");

    private final PageRequest page;
    private final Order order;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    ContactQuery(ContactFilter filter, PageRequest page) {
        this.page = page;
        this.order = page.order("name", "createdAt", "updatedAt");
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
        if (filter.text() != null) {
            words(filter.text());
        }
        page.after(3).ifPresent(this::after);
    }

    Page<Contact> run(EntityManager em) {
        String direction = order.descending() ? " desc" : "";
        TypedQuery<ContactEntity> query = em.createQuery(
                "select c from Contact c where " + String.join(" and ", conditions) + " order by " + column()
                        + direction + ", c.id" + direction,
                ContactEntity.class);
        parameters.forEach(query::setParameter);
        List<Contact> rows = query.setMaxResults(page.limit() + 1)
                .getResultStream()
                .map(ContactEntity::toContact)
                .toList();
        return Page.of(rows, page.limit(), last -> PageRequest.cursor(order.field(), key(last), last.id()));
    }

    /** Some that match, in no order: it stops at the first ones, however many there are. */
    List<Contact> some(EntityManager em, int limit) {
        TypedQuery<ContactEntity> query = em.createQuery(
                "select c from Contact c where " + String.join(" and ", conditions), ContactEntity.class);
        parameters.forEach(query::setParameter);
        return query.setMaxResults(limit)
                .getResultStream()
                .map(ContactEntity::toContact)
                .toList();
    }

    private String column() {
        return switch (order.field()) {
            case "createdAt" -> "c.createdAt";
            case "updatedAt" -> "c.updatedAt";
            default -> "c.nameNormalised";
        };
    }

    private Object key(Contact contact) {
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

    /** Every word must occur somewhere; more than eight say nothing new. */
    private void words(String text) {
        Folding.searchable(text)
                .lines()
                .flatMap(line -> List.of(line.split(" ")).stream())
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MAX_WORDS)
                .forEach(this::word);
    }

    private void word(String word) {
        String plain = pattern(word);
        List<String> places = new ArrayList<>(List.of("c.nameNormalised like :" + plain, "c.email like :" + plain));
        String taxId = ContactRules.normalisedTaxId(word);
        if (!taxId.isEmpty()) {
            places.add("c.taxId like :" + pattern(taxId));
        }
        if (PHONE.matcher(word).matches()) {
            places.add("c.phoneDigits like :" + pattern(Folding.digits(word)));
        }
        conditions.add("(" + String.join(" escape '!' or ", places) + " escape '!')");
    }

    private void after(List<String> cursor) {
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
        conditions.add(column() + than.stripTrailing() + "= :afterKey and (" + column() + than + ":afterKey or c.id"
                + than + ":afterId)");
    }
}
