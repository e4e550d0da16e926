package io.rubro.crm.internal.service;

import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionFilter;
import io.rubro.crm.internal.model.InteractionEntity;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;

/** A list of interactions by time as JPQL. */
final class InteractionQuery {

    private final int limit;
    private final boolean descending;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    InteractionQuery(InteractionFilter filter, PageRequest page) {
        limit = page.limit();
        descending = page.order("-at").descending();
        if (filter.contactId() != null) {
            conditions.add("i.contactId = :contact");
            parameters.put("contact", filter.contactId().value());
        }
        if (filter.done() != null) {
            conditions.add("i.done = :done");
            parameters.put("done", filter.done());
        }
        page.after(2).ifPresent(this::after);
    }

    Page<Interaction> run(EntityManager em) {
        String direction = descending ? " desc" : "";
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        TypedQuery<InteractionEntity> query = em.createQuery(
                "select i from Interaction i" + where + " order by i.at" + direction + ", i.id" + direction,
                InteractionEntity.class);
        parameters.forEach(query::setParameter);
        List<Interaction> rows = query.setMaxResults(limit + 1)
                .getResultStream()
                .map(InteractionEntity::toInteraction)
                .toList();
        return Page.of(rows, limit, last -> PageRequest.cursor(last.at(), last.id()));
    }

    private void after(List<String> cursor) {
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
