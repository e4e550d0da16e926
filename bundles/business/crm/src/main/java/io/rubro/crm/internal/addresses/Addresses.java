package io.rubro.crm.internal.addresses;

import io.rubro.crm.ContactDraft;
import io.rubro.crm.internal.service.ContactRules;
import io.rubro.crm.internal.service.Fields;
import io.rubro.crm.internal.service.OpenContacts;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The addresses of contacts. The main one of a kind has the contact's id in {@code main_of}, which is unique within the
 * kind; one that followed its contact by a merge names the other contact and is main no longer until that is undone. Whoever
 * changes addresses holds the contact's row.
 */
@Component(service = Addresses.class)
public final class Addresses {

    static final int MAX_ADDRESSES = 100;

    private static final String SELECT =
            """
            select id, contact_id, kind, label, address, postal_code, city, country, notes, main_of, version
            from crm.address where organization_id = {org} and contact_id = ?""";

    private final Transactions transactions;
    private final Sql sql;
    private final OpenContacts contacts;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Addresses(
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

    /**
     * The addresses of a contact by kind, the main one of each first.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    public List<Address> list(Id contactId) {
        return transactions.required(() -> {
            contacts.require(contactId);
            return sql.query(
                    SELECT + " order by kind, case when main_of = contact_id then 0 else 1 end, id",
                    Addresses::address,
                    contactId);
        });
    }

    /**
     * An address of a contact.
     *
     * @throws ProblemException 404 if the contact has none with this id
     */
    public Address get(Id contactId, Id id) {
        return transactions.required(() -> sql.queryOne(SELECT + " and id = ?", Addresses::address, contactId, id)
                .orElseThrow(() -> ProblemException.notFound("crm.address.not-found", id)));
    }

    /**
     * Adds an address; the first of its kind is the main one in any case.
     *
     * @throws ProblemException 404 if there is no such contact; 409 if its data were erased or it has too many; 422 if a
     *     field breaks a rule
     */
    public Address add(Id contactId, AddressRequest request) {
        return transactions.required(() -> {
            contacts.lock(contactId);
            Content content = content(request);
            if (list(contactId).size() >= MAX_ADDRESSES) {
                throw ProblemException.conflict("crm.address.too-many", Map.of("max", MAX_ADDRESSES));
            }
            Id id = Id.next();
            sql.update(
                    """
                    insert into crm.address (organization_id, id, version, contact_id, kind, label, address, postal_code, city,
                      country, notes, main_of)
                    values ({org}, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, null)""",
                    id,
                    contactId,
                    request.kind(),
                    content.label(),
                    content.address(),
                    content.postalCode(),
                    content.city(),
                    content.country(),
                    content.notes());
            if (Boolean.TRUE.equals(request.main())) {
                makeMain(contactId, request.kind(), id);
            }
            settle(contactId);
            return told("crm.address.create", contactId, id);
        });
    }

    /**
     * Replaces what is stored of an address.
     *
     * @throws ProblemException as {@link #add}; 404; 428 without {@code seen}, 412 if it changed since
     */
    public Address update(Id contactId, Id id, @Nullable IfMatch seen, AddressRequest request) {
        return transactions.required(() -> {
            contacts.lock(contactId);
            Address old = get(contactId, id);
            IfMatch.require(seen, old.version());
            Content content = content(request);
            boolean sameKind = old.kind() == request.kind();
            sql.update(
                    """
                    update crm.address set version = version + 1, kind = ?, label = ?, address = ?, postal_code = ?, city = ?,
                      country = ?, notes = ?, main_of = ?
                    where organization_id = {org} and id = ?""",
                    request.kind(),
                    content.label(),
                    content.address(),
                    content.postalCode(),
                    content.city(),
                    content.country(),
                    content.notes(),
                    old.main() && sameKind ? contactId : null,
                    id);
            if (Boolean.TRUE.equals(request.main()) && !(old.main() && sameKind)) {
                makeMain(contactId, request.kind(), id);
            }
            settle(contactId);
            return told("crm.address.update", contactId, id);
        });
    }

    /**
     * Removes an address. If it was the main one of its kind, the oldest other is from then on.
     *
     * @throws ProblemException 404; 428 without {@code seen}, 412 if it changed since
     */
    public void remove(Id contactId, Id id, @Nullable IfMatch seen) {
        transactions.run(() -> {
            contacts.lock(contactId);
            IfMatch.require(seen, get(contactId, id).version());
            sql.update("delete from crm.address where organization_id = {org} and id = ?", id);
            settle(contactId);
            audit.record("crm.address.delete", "address", id, Map.of("contact", contactId.toString()));
            live.changed("crm.contact", contactId, "crm.contact.read");
        });
    }

    private void makeMain(Id contactId, AddressKind kind, Id id) {
        sql.update(
                """
                update crm.address set main_of = null, version = version + 1
                where organization_id = {org} and main_of = ? and kind = ?""",
                contactId,
                kind);
        sql.update("update crm.address set main_of = ? where organization_id = {org} and id = ?", contactId, id);
    }

    /** Makes the oldest of each kind without a main address the main one. */
    void settle(Id contactId) {
        List<Address> all = list(contactId);
        for (AddressKind kind : AddressKind.values()) {
            List<Address> same = all.stream().filter(a -> a.kind() == kind).toList();
            if (!same.isEmpty() && same.stream().noneMatch(Address::main)) {
                makeMain(contactId, kind, same.get(0).id());
            }
        }
    }

    private Address told(String action, Id contactId, Id id) {
        audit.record(action, "address", id, Map.of("contact", contactId.toString()));
        live.changed("crm.contact", contactId, "crm.contact.read");
        return get(contactId, id);
    }

    /** The texts of an address in their normal form. */
    private record Content(
            @Nullable String label,
            String address,
            @Nullable String postalCode,
            @Nullable String city,
            @Nullable String country,
            @Nullable String notes) {}

    private static Content content(AddressRequest request) {
        Fields fields = new Fields();
        Content content = new Content(
                fields.optional("label", request.label(), AddressRequest.MAX_LABEL),
                fields.required("address", request.address(), ContactDraft.MAX_ADDRESS),
                fields.optional("postalCode", request.postalCode(), ContactDraft.MAX_POSTAL_CODE),
                fields.optional("city", request.city(), ContactDraft.MAX_CITY),
                ContactRules.country(fields, request.country()),
                fields.optional("notes", request.notes(), AddressRequest.MAX_NOTES));
        fields.complete();
        return content;
    }

    private static Address address(ResultSet row) throws SQLException {
        return new Address(
                Rows.id(row, "id"),
                Rows.id(row, "contact_id"),
                AddressKind.valueOf(row.getString("kind")),
                row.getString("label"),
                row.getString("address"),
                row.getString("postal_code"),
                row.getString("city"),
                row.getString("country"),
                row.getString("notes"),
                Rows.id(row, "contact_id").equals(Rows.idOrNull(row, "main_of")),
                row.getLong("version"));
    }
}
