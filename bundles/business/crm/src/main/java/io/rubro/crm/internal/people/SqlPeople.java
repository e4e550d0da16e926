package io.rubro.crm.internal.people;

import io.rubro.crm.ContactKind;
import io.rubro.crm.internal.service.Fields;
import io.rubro.crm.internal.service.OpenContacts;
import io.rubro.crm.people.People;
import io.rubro.crm.people.Person;
import io.rubro.crm.people.PersonDraft;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * People as rows. Who is main is written in {@code main_of}, the contact's id in the row of its main person: it is unique, so
 * the database itself refuses a second one. A row that followed its contact into another one by a merge still names the
 * first: it is main no longer, and is again when the merge is undone. Whoever changes people holds the contact's row, so two
 * who name a main person at once do so one after the other.
 */
@Component(service = {People.class, SqlPeople.class})
public final class SqlPeople implements People {

    private static final String SELECT =
            """
            select id, contact_id, name, job_title, duty, email, phone, main_of, authorises_payments, notes,
              linked_contact_id, created_at, updated_at, version
            from crm.person where organization_id = {org} and contact_id = ?""";

    private final Transactions transactions;
    private final Sql sql;
    private final OpenContacts contacts;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public SqlPeople(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference OpenContacts contacts,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.contacts = contacts;
        this.audit = audit;
        this.live = live;
    }

    @Override
    public List<Person> list(Id contactId) {
        return transactions.required(() -> {
            contacts.require(contactId);
            return rows(contactId);
        });
    }

    private List<Person> rows(Id contactId) {
        return sql.query(
                SELECT + " order by case when main_of = contact_id then 0 else 1 end, lower(name), id",
                SqlPeople::person,
                contactId);
    }

    @Override
    public Person get(Id contactId, Id id) {
        return transactions.required(() -> sql.queryOne(SELECT + " and id = ?", SqlPeople::person, contactId, id)
                .orElseThrow(() -> ProblemException.notFound("crm.person.not-found", id)));
    }

    @Override
    public Person add(Id contactId, PersonDraft draft) {
        return transactions.required(() -> {
            contacts.lock(contactId);
            PersonDraft normal = normalise(contactId, draft);
            List<Person> others = rows(contactId);
            if (others.size() >= MAX_PEOPLE) {
                throw ProblemException.conflict("crm.person.too-many", Map.of("max", MAX_PEOPLE));
            }
            boolean main = normal.main() || others.isEmpty();
            if (main) {
                noneIsMain(contactId);
            }
            Id id = Id.next();
            Instant now = now();
            sql.update(
                    """
                    insert into crm.person (organization_id, id, version, contact_id, name, job_title, duty, email, phone,
                      main_of, authorises_payments, notes, linked_contact_id, created_at, updated_at)
                    values ({org}, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    id,
                    contactId,
                    normal.name(),
                    normal.jobTitle(),
                    normal.duty(),
                    normal.email(),
                    normal.phone(),
                    main ? contactId : null,
                    normal.authorisesPayments(),
                    normal.notes(),
                    normal.linkedContactId(),
                    now,
                    now);
            told("crm.person.create", contactId, id);
            return get(contactId, id);
        });
    }

    @Override
    public Person update(Id contactId, Id id, @Nullable IfMatch seen, PersonDraft draft) {
        return transactions.required(() -> {
            contacts.lock(contactId);
            Person old = get(contactId, id);
            IfMatch.require(seen, old.version());
            PersonDraft normal = normalise(contactId, draft);
            boolean main = normal.main() || old.main();
            if (main && !old.main()) {
                noneIsMain(contactId);
            }
            sql.update(
                    """
                    update crm.person set version = version + 1, name = ?, job_title = ?, duty = ?, email = ?, phone = ?,
                      main_of = ?, authorises_payments = ?, notes = ?, linked_contact_id = ?, updated_at = ?
                    where organization_id = {org} and id = ?""",
                    normal.name(),
                    normal.jobTitle(),
                    normal.duty(),
                    normal.email(),
                    normal.phone(),
                    main ? contactId : null,
                    normal.authorisesPayments(),
                    normal.notes(),
                    normal.linkedContactId(),
                    now(),
                    id);
            told("crm.person.update", contactId, id);
            return get(contactId, id);
        });
    }

    @Override
    public void remove(Id contactId, Id id, @Nullable IfMatch seen) {
        transactions.run(() -> {
            contacts.lock(contactId);
            Person old = get(contactId, id);
            IfMatch.require(seen, old.version());
            sql.update("delete from crm.person where organization_id = {org} and id = ?", id);
            if (old.main()) {
                settle(contactId);
            }
            told("crm.person.delete", contactId, id);
        });
    }

    /** Makes somebody the main person of a contact that has people but no main one: who was main elsewhere, or the first. */
    void settle(Id contactId) {
        if (rows(contactId).stream().anyMatch(Person::main)) {
            return;
        }
        sql.query(
                        """
                        select id from crm.person where organization_id = {org} and contact_id = ?
                        order by case when main_of is null then 1 else 0 end, lower(name), id fetch first 1 rows only""",
                        row -> Rows.id(row, "id"),
                        contactId)
                .forEach(next -> isMain(contactId, next));
    }

    private void noneIsMain(Id contactId) {
        sql.update(
                """
                update crm.person set main_of = null, version = version + 1
                where organization_id = {org} and main_of = ?""",
                contactId);
    }

    private void isMain(Id contactId, Id id) {
        sql.update(
                "update crm.person set main_of = ?, version = version + 1 where organization_id = {org} and id = ?",
                contactId,
                id);
    }

    private PersonDraft normalise(Id contactId, PersonDraft draft) {
        Fields fields = new Fields();
        @Nullable Id linked = draft.linkedContactId();
        PersonDraft normal = new PersonDraft(
                fields.required("name", draft.name(), PersonDraft.MAX_NAME),
                fields.optional("jobTitle", draft.jobTitle(), PersonDraft.MAX_JOB_TITLE),
                fields.optional("duty", draft.duty(), PersonDraft.MAX_DUTY),
                fields.email("email", draft.email()),
                fields.phone("phone", draft.phone()),
                draft.main(),
                draft.authorisesPayments(),
                fields.optional("notes", draft.notes(), PersonDraft.MAX_NOTES),
                linked);
        if (linked != null && (linked.equals(contactId) || !isPerson(linked))) {
            fields.refuse("linkedContactId", "crm.person.linked", Map.of());
        }
        fields.complete();
        return normal;
    }

    private boolean isPerson(Id contact) {
        return sql.queryOne(
                        "select kind from crm.contact where organization_id = {org} and id = ? and erased_at is null",
                        row -> row.getString("kind"),
                        contact)
                .filter(ContactKind.PERSON.name()::equals)
                .isPresent();
    }

    private void told(String action, Id contactId, Id id) {
        audit.record(action, "person", id, Map.of("contact", contactId.toString()));
        live.changed("crm.contact", contactId, "crm.contact.read");
    }

    static Person person(ResultSet row) throws SQLException {
        return new Person(
                Rows.id(row, "id"),
                Rows.id(row, "contact_id"),
                row.getString("name"),
                row.getString("job_title"),
                row.getString("duty"),
                row.getString("email"),
                row.getString("phone"),
                Rows.id(row, "contact_id").equals(Rows.idOrNull(row, "main_of")),
                row.getBoolean("authorises_payments"),
                row.getString("notes"),
                Rows.idOrNull(row, "linked_contact_id"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                row.getLong("version"));
    }

    /** To the microsecond, which is what both databases keep. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
