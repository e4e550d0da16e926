package io.rubro.crm.internal.interactions;

import io.rubro.crm.Interaction.Answer;
import io.rubro.crm.Interaction.Participant;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The contacts that take part in interactions, as rows beside them. */
@Component(service = Participants.class)
public final class Participants {

    private final Sql sql;

    /** Called by the component runtime. */
    @Activate
    public Participants(@Reference Sql sql, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
    }

    private record Row(Id interaction, Participant person) {}

    /** Those of some interactions, in their order; an interaction without any is missing. */
    public Map<Id, List<Participant>> of(Collection<Id> interactions) {
        if (interactions.isEmpty()) {
            return Map.of();
        }
        Map<Id, List<Participant>> all = new LinkedHashMap<>();
        sql.query(
                        "select p.interaction_id, p.contact_id, c.name, p.answer, p.answered_at"
                                + " from crm.interaction_person p join crm.contact c"
                                + " on c.organization_id = p.organization_id and c.id = p.contact_id"
                                + " where p.organization_id = {org} and p.chosen = true and p.interaction_id in ("
                                + marks(interactions) + ") order by p.interaction_id, p.place, p.id",
                        row -> new Row(Rows.id(row, "interaction_id"), person(row)),
                        interactions.toArray())
                .forEach(row -> add(all.computeIfAbsent(row.interaction, id -> new ArrayList<>()), row.person));
        return all;
    }

    /** A merge may have left somebody twice; who answered counts. */
    private static void add(List<Participant> people, Participant person) {
        for (int i = 0; i < people.size(); i++) {
            if (people.get(i).contactId().equals(person.contactId())) {
                if (people.get(i).answer() == null) {
                    people.set(i, person);
                }
                return;
            }
        }
        people.add(person);
    }

    /** Those chosen for an interaction. */
    public List<Participant> of(Id interaction) {
        return of(List.of(interaction)).getOrDefault(interaction, List.of());
    }

    /** What the contact of an interaction answered where nobody was chosen; null if nothing. */
    public @Nullable Participant uninvited(Id interaction, Id contact) {
        return sql
                .query(
                        "select p.contact_id, c.name, p.answer, p.answered_at from crm.interaction_person p"
                                + " join crm.contact c on c.organization_id = p.organization_id"
                                + " and c.id = p.contact_id where p.organization_id = {org} and p.chosen = false"
                                + " and p.interaction_id = ? and p.contact_id = ?",
                        Participants::person,
                        interaction,
                        contact)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** Writes down who takes part; who stays keeps the answer. Inside a transaction, when the interaction is there. */
    void choose(Id interaction, List<Id> people) {
        Set<Id> there = new HashSet<>(sql.query(
                "select contact_id from crm.interaction_person where organization_id = {org} and interaction_id = ?"
                        + " and chosen = true",
                row -> Rows.id(row, "contact_id"),
                interaction));
        for (Id gone : there) {
            if (!people.contains(gone)) {
                sql.update(
                        "delete from crm.interaction_person where organization_id = {org} and interaction_id = ?"
                                + " and contact_id = ?",
                        interaction,
                        gone);
            }
        }
        for (int place = 0; place < people.size(); place++) {
            if (there.contains(people.get(place))) {
                sql.update(
                        "update crm.interaction_person set place = ? where organization_id = {org}"
                                + " and interaction_id = ? and contact_id = ?",
                        place,
                        interaction,
                        people.get(place));
            } else {
                insert(interaction, people.get(place), true, place);
            }
        }
    }

    /** Notes what a contact answered, unless something later is known. Inside a transaction. */
    public boolean answer(Id interaction, Id contact, @Nullable Answer answer, Instant at) {
        boolean known = !sql.query(
                        "select id from crm.interaction_person where organization_id = {org} and interaction_id = ?"
                                + " and contact_id = ?",
                        row -> Rows.id(row, "id"),
                        interaction,
                        contact)
                .isEmpty();
        if (!known) {
            insert(interaction, contact, false, 0);
        }
        return sql.update(
                        "update crm.interaction_person set answer = ?, answered_at = ? where organization_id = {org}"
                                + " and interaction_id = ? and contact_id = ?"
                                + " and (answered_at is null or answered_at < ?)",
                        answer,
                        answer == null ? null : at,
                        interaction,
                        contact,
                        at)
                > 0;
    }

    /** Nobody has answered yet: what they had said was about another time. */
    void forgetAnswers(Id interaction) {
        sql.update(
                "update crm.interaction_person set answer = null, answered_at = null where organization_id = {org}"
                        + " and interaction_id = ?",
                interaction);
    }

    /** Takes all out of an interaction that is about to go. */
    void clear(Id interaction) {
        sql.update(
                "delete from crm.interaction_person where organization_id = {org} and interaction_id = ?", interaction);
    }

    /** Which of some ids are contacts of the organisation. */
    Set<Id> contacts(Collection<Id> ids) {
        return ids.isEmpty()
                ? Set.of()
                : Set.copyOf(sql.query(
                        "select id from crm.contact where organization_id = {org} and id in (" + marks(ids) + ")",
                        row -> Rows.id(row, "id"),
                        ids.toArray()));
    }

    /** Whether the organisation has an opportunity with this id. */
    boolean isOpportunity(Id id) {
        return sql.queryOne(
                        "select id from crm.opportunity where organization_id = {org} and id = ?",
                        row -> Rows.id(row, "id"),
                        id)
                .isPresent();
    }

    private void insert(Id interaction, Id contact, boolean chosen, int place) {
        sql.update(
                "insert into crm.interaction_person (organization_id, id, interaction_id, contact_id, chosen, place)"
                        + " values ({org}, ?, ?, ?, ?, ?)",
                Id.next(),
                interaction,
                contact,
                chosen,
                place);
    }

    private static Participant person(ResultSet row) throws SQLException {
        @Nullable String answer = row.getString("answer");
        return new Participant(
                Rows.id(row, "contact_id"),
                row.getString("name"),
                answer == null ? null : Answer.valueOf(answer),
                Rows.instantOrNull(row, "answered_at"));
    }

    private static String marks(Collection<?> values) {
        return String.join(", ", values.stream().map(value -> "?").toList());
    }
}
