package io.rubro.crm.internal.recommendations;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people decided about recommendations. Rows are added and stay: the last word of all of them counts. */
final class Decisions {

    /** A recommendation that stays away holds until the day before {@code until_on}. */
    static final String IN_FORCE =
            """
            select 1 from crm.recommendation_decision d
            where d.organization_id = {org} and d.contact_id = r.contact_id and d.rule_id = r.rule_id
              and (d.subject_id = r.subject_id or (d.subject_id is null and r.subject_id is null))
              and (d.until_on is null or d.until_on > ?)""";

    private final Sql sql;

    Decisions(Sql sql) {
        this.sql = sql;
    }

    /** Kinds of decisions. */
    enum Kind {
        DISMISSED,
        SNOOZED,
        ACTED
    }

    /** A decision in force about a recommendation of a contact. */
    record Decision(String rule, @Nullable Id subject) {

        boolean isAbout(Advised advised) {
            return advised.is(rule, subject);
        }
    }

    /** Those in force for a contact on a day. */
    List<Decision> inForce(Id contact, LocalDate today) {
        return sql.query(
                """
                select d.rule_id, d.subject_id from crm.recommendation_decision d
                where d.organization_id = {org} and d.contact_id = ? and (d.until_on is null or d.until_on > ?)""",
                row -> new Decision(row.getString("rule_id"), Rows.idOrNull(row, "subject_id")),
                contact,
                today);
    }

    /**
     * Writes one down, by the caller on the thread.
     *
     * @param until the day it comes back; null for never
     */
    void add(Id contact, String rule, @Nullable Id subject, Kind kind, @Nullable LocalDate until) {
        sql.update(
                """
                insert into crm.recommendation_decision
                  (organization_id, id, contact_id, rule_id, subject_id, kind, until_on, decided_by, decided_at)
                values ({org}, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Id.next(),
                contact,
                rule,
                subject,
                kind,
                until,
                cut(Caller.current().name()),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    private static String cut(String name) {
        return name.length() > 254 ? name.substring(0, 254) : name;
    }

    /** Whether one of some decisions is about an advice. */
    static boolean isDecided(List<Decision> decisions, Advised advised) {
        return decisions.stream().anyMatch(decision -> decision.isAbout(advised));
    }
}
