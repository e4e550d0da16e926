package io.rubro.crm.internal.interactions;

import io.rubro.crm.InteractionFilter;
import io.rubro.crm.InteractionFilter.Due;
import io.rubro.crm.internal.model.Folding;
import io.rubro.crm.internal.model.InteractionEntity;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.jspecify.annotations.Nullable;

/** A list of interactions by time as JPQL. Only the fixed texts below become part of it; the rest are parameters. */
final class InteractionQuery {

    private static final int MAX_WORDS = 8;

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    /** What the filter wants. */
    InteractionQuery(InteractionFilter filter, Days days) {
        equal(
                "contactId",
                filter.contactId() == null ? null : filter.contactId().value());
        equal("done", filter.done());
        equal("type", filter.type());
        equal(
                "responsibleId",
                filter.responsible() == null ? null : filter.responsible().value());
        if (filter.due() != null) {
            due(filter.due(), days);
        }
        if (filter.text() != null) {
            words(filter.text());
        }
    }

    /** How many there are. */
    long count(EntityManager em) {
        TypedQuery<Long> query = em.createQuery("select count(i) from Interaction i" + where(), Long.class);
        parameters.forEach(query::setParameter);
        return query.getSingleResult();
    }

    /** A page of them by time, the newest first unless it asks otherwise. */
    Page<InteractionEntity> run(EntityManager em, PageRequest page) {
        int limit = page.limit();
        boolean descending = page.order("-at").descending();
        page.after(2).ifPresent(cursor -> after(cursor, descending));
        String direction = descending ? " desc" : "";
        TypedQuery<InteractionEntity> query = em.createQuery(
                "select i from Interaction i" + where() + " order by i.at" + direction + ", i.id" + direction,
                InteractionEntity.class);
        parameters.forEach(query::setParameter);
        List<InteractionEntity> rows = query.setMaxResults(limit + 1).getResultList();
        return Page.of(rows, limit, last -> PageRequest.cursor(last.at(), last.id()));
    }

    private String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private void equal(String field, @Nullable Object value) {
        if (value != null) {
            conditions.add("i." + field + " = :" + field);
            parameters.put(field, value);
        }
    }

    private void due(Due due, Days days) {
        conditions.add("i.done = :pending");
        parameters.put("pending", false);
        if (due != Due.OVERDUE) {
            conditions.add("i.at >= :from");
            parameters.put("from", due == Due.TODAY ? days.today() : days.tomorrow());
        }
        if (due != Due.UPCOMING) {
            conditions.add("i.at < :until");
            parameters.put("until", due == Due.TODAY ? days.tomorrow() : days.today());
        }
    }

    /** Every word must occur in the title or in the name of the contact; more than eight say nothing new. */
    private void words(String text) {
        Arrays.stream(Folding.searchable(text).split(" "))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MAX_WORDS)
                .forEach(this::word);
    }

    private void word(String word) {
        String name = "w" + parameters.size();
        String literal = word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        parameters.put(name, "%" + literal + "%");
        String like = " like :" + name + " escape '!'";
        conditions.add("(i.titleNormalised" + like + " or (i.titleNormalised is null and lower(i.title)" + like
                + ") or i.contactId in (select c.id from Contact c where c.nameNormalised" + like + "))");
    }

    private void after(List<String> cursor, boolean descending) {
        try {
            parameters.put("at", Instant.parse(cursor.get(0)));
            parameters.put("id", Id.valueOf(cursor.get(1)).value());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
        String than = descending ? " < " : " > ";
        // the first half lets the database begin in the index where the last page ended
        conditions.add("i.at" + than.stripTrailing() + "= :at and (i.at" + than + ":at or i.id" + than + ":id)");
    }
}
