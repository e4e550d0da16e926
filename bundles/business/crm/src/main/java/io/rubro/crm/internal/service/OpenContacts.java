package io.rubro.crm.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The door to the rows that belong to a contact: whoever changes some of them takes the contact first, one at a time. */
@Component(service = OpenContacts.class)
public final class OpenContacts {

    private final Sql sql;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public OpenContacts(@Reference Sql sql, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
    }

    /**
     * Holds the row of a contact until the transaction ends.
     *
     * @throws ProblemException 404 if there is no such contact; 409 if its data were erased or it was merged into another:
     *     nothing is added to it any more
     */
    public void lock(Id contact) {
        // changes nothing, and is a lock on every database
        sql.update("update crm.contact set version = version where organization_id = {org} and id = ?", contact);
        boolean erased = erased(contact).orElseThrow(() -> ProblemException.notFound("crm.contact.not-found", contact));
        if (erased) {
            throw ProblemException.conflict("crm.contact.erased", Map.of());
        }
        sql.queryOne(
                        """
                        select w.id, w.name from crm.contact c
                        join crm.contact w on w.organization_id = c.organization_id and w.id = c.merged_into
                        where c.organization_id = {org} and c.id = ?""",
                        row -> Map.<String, Object>of(
                                "contactId", row.getString("id"), "contact", row.getString("name")),
                        contact)
                .ifPresent(into -> {
                    throw ProblemException.conflict("crm.contact.merged", into);
                });
    }

    /**
     * Looks whether a contact is there.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    public void require(Id contact) {
        if (erased(contact).isEmpty()) {
            throw ProblemException.notFound("crm.contact.not-found", contact);
        }
    }

    /** Whether the data of a contact were erased; empty if there is no such contact. */
    private Optional<Boolean> erased(Id contact) {
        return sql.queryOne(
                "select erased_at from crm.contact where organization_id = {org} and id = ?",
                row -> row.getTimestamp("erased_at") != null,
                contact);
    }
}
