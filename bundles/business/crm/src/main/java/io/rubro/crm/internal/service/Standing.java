package io.rubro.crm.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who stands for whom since contacts were merged. */
@Component(service = Standing.class)
public final class Standing {

    private static final String MERGED_INTO =
            "select merged_into from crm.contact where organization_id = {org} and id = ?";

    private final Sql sql;
    private final String held;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Standing(@Reference Sql sql, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.held = MERGED_INTO + (sql.dialect() == Dialect.DERBY ? " with rs" : " for share");
    }

    /** What a contact was merged into. */
    private record Mark(@Nullable Id into) {}

    /**
     * The contact that stands for another one: itself or what it was merged into in the end.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    public Id of(Id contact) {
        return follow(contact, MERGED_INTO);
    }

    /**
     * As {@link #of}, and it stays that one until the transaction ends: a merge waits. Whoever adds a row to a contact asks
     * first, lest the row is left behind at a contact that is being put away.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    public Id hold(Id contact) {
        return follow(contact, held);
    }

    private Id follow(Id contact, String statement) {
        for (Id at = contact; ; ) {
            Optional<Mark> mark = sql.queryOne(statement, row -> new Mark(Rows.idOrNull(row, "merged_into")), at);
            if (mark.isEmpty()) {
                throw ProblemException.notFound("crm.contact.not-found", contact);
            }
            Id into = mark.get().into();
            if (into == null) {
                return at;
            }
            at = into;
        }
    }

    /** The id of a contact and of all that were merged into it. */
    public Set<Id> aliases(Id contact) {
        Set<Id> all = new LinkedHashSet<>();
        Deque<Id> open = new ArrayDeque<>();
        open.add(contact);
        while (!open.isEmpty()) {
            Id next = open.remove();
            if (all.add(next)) {
                open.addAll(sql.query(
                        "select id from crm.contact where organization_id = {org} and merged_into = ?",
                        row -> Rows.id(row, "id"),
                        next));
            }
        }
        return all;
    }
}
