package io.rubro.crm.internal.duplicates;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pairs of contacts that may be one, and those somebody said are not. */
record Pairs(Sql sql) {

    /** A pair as it is stored. */
    record Pair(Id one, Id other, Score score) {

        static Pair of(ResultSet row) throws SQLException {
            return new Pair(
                    Rows.id(row, "one_id"),
                    Rows.id(row, "other_id"),
                    new Score(row.getInt("score"), Score.reasons(row.getString("reasons"))));
        }
    }

    /** What is known of a pair of a contact. */
    private record Known(int score, String reasons, String state) {}

    /** Brings the open pairs of a contact to what was found now; those dismissed stay dismissed. */
    void replace(Id contact, Map<Id, Score> found) {
        Map<Id, Known> known = new HashMap<>();
        sql.query(
                """
                select case when one_id = ? then other_id else one_id end as partner, score, reasons, state
                from crm.contact_pair where organization_id = {org} and (one_id = ? or other_id = ?)""",
                row -> known.put(
                        Rows.id(row, "partner"),
                        new Known(row.getInt("score"), row.getString("reasons"), row.getString("state"))),
                contact,
                contact,
                contact);
        found.forEach((other, score) -> {
            Known before = known.get(other);
            if (before == null) {
                insert(contact, other, score, "OPEN");
            } else if (before.score() != score.points() || !before.reasons().equals(score.stored())) {
                sql.update(
                        """
                        update crm.contact_pair set score = ?, reasons = ?
                        where organization_id = {org} and one_id = ? and other_id = ?""",
                        score.points(),
                        score.stored(),
                        lower(contact, other),
                        higher(contact, other));
            }
        });
        Set<Id> gone = new HashSet<>(known.keySet());
        gone.removeAll(found.keySet());
        for (Id other : gone) {
            sql.update(
                    """
                    delete from crm.contact_pair
                    where organization_id = {org} and one_id = ? and other_id = ? and state = 'OPEN'""",
                    lower(contact, other),
                    higher(contact, other));
        }
    }

    private void insert(Id a, Id b, Score score, String state) {
        sql.update(
                """
                insert into crm.contact_pair (organization_id, id, one_id, other_id, score, reasons, state, noticed_at)
                values ({org}, ?, ?, ?, ?, ?, ?, ?)""",
                Id.next(),
                lower(a, b),
                higher(a, b),
                score.points(),
                score.stored(),
                state,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /** Takes the open pairs of a contact away: it is not in use any more. */
    void forget(Id contact) {
        sql.update(
                """
                delete from crm.contact_pair
                where organization_id = {org} and (one_id = ? or other_id = ?) and state = 'OPEN'""",
                contact,
                contact);
    }

    /** Takes all pairs of a contact away. */
    void remove(Id contact) {
        sql.update(
                "delete from crm.contact_pair where organization_id = {org} and (one_id = ? or other_id = ?)",
                contact,
                contact);
    }

    /** Writes down that two contacts are not one. */
    void dismiss(Id a, Id b) {
        int known = sql.update(
                """
                update crm.contact_pair set state = 'DISMISSED'
                where organization_id = {org} and one_id = ? and other_id = ?""",
                lower(a, b),
                higher(a, b));
        if (known == 0) {
            insert(a, b, new Score(0, Set.of()), "DISMISSED");
        }
    }

    /** Whether somebody said that two contacts are not one. */
    boolean isDismissed(Id a, Id b) {
        return sql.queryOne(
                        """
                        select state from crm.contact_pair
                        where organization_id = {org} and one_id = ? and other_id = ? and state = 'DISMISSED'""",
                        row -> true,
                        lower(a, b),
                        higher(a, b))
                .isPresent();
    }

    /** The open pairs, the most likely first. */
    List<Pair> open(int limit) {
        return sql.query(
                """
                select one_id, other_id, score, reasons from crm.contact_pair
                where organization_id = {org} and state = 'OPEN' order by score desc, id fetch first ? rows only""",
                Pair::of,
                limit);
    }

    /** The open pairs of a contact, the most likely first. */
    List<Pair> of(Id contact) {
        return sql.query(
                """
                select one_id, other_id, score, reasons from crm.contact_pair
                where organization_id = {org} and state = 'OPEN' and (one_id = ? or other_id = ?)
                order by score desc, id fetch first 20 rows only""",
                Pair::of,
                contact,
                contact);
    }

    private static Id lower(Id a, Id b) {
        return a.value() < b.value() ? a : b;
    }

    private static Id higher(Id a, Id b) {
        return a.value() < b.value() ? b : a;
    }
}
