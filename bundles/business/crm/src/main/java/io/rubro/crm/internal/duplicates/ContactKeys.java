package io.rubro.crm.internal.duplicates;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactKind;
import io.rubro.crm.internal.duplicates.Keys.Known;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The keys of all contacts, and the pairs that share some. Both are written with the contact: a pair is found by looking up
 * the few keys of the contact that changed.
 */
@Component(service = ContactKeys.class)
public final class ContactKeys {

    /** A key that more contacts share tells nothing of any two of them: the telephone of a business centre. */
    static final int SHARED_BY_TOO_MANY = 50;

    private final Sql sql;
    private final Organizations organizations;
    private final Pairs pairs;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public ContactKeys(
            @Reference Sql sql,
            @Reference Organizations organizations,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.organizations = organizations;
        this.pairs = new Pairs(sql);
    }

    /**
     * Writes the keys of a contact and the pairs it makes. Inside the transaction that stored it.
     *
     * @param anew whether pairs are to be looked for even if its keys are what they were: it is new, or back from the archive
     */
    public void written(Contact contact, boolean anew) {
        Set<Key> keys = keys(contact);
        Set<Key> stored = keysOf(contact.id());
        boolean changed = !keys.equals(stored);
        if (changed) {
            if (!stored.isEmpty()) {
                remove(contact.id());
            }
            sql.batch(
                    "insert into crm.contact_key (organization_id, contact_id, kind, key_value) values ({org}, ?, ?, ?)",
                    keys.stream()
                            .map(key -> new @Nullable Object[] {contact.id(), key.reason(), key.value()})
                            .toList());
        }
        if (contact.archivedAt() != null) {
            pairs.forget(contact.id());
        } else if (changed || anew) {
            pairs.replace(contact.id(), found(contact, keys));
        }
    }

    /** Takes away all that is kept of a contact that goes for good. */
    public void forget(Id contact) {
        pairs.remove(contact);
        remove(contact);
    }

    private void remove(Id contact) {
        sql.update("delete from crm.contact_key where organization_id = {org} and contact_id = ?", contact);
    }

    private Map<Id, Score> found(Contact contact, Set<Key> keys) {
        Map<Id, Score> found = new LinkedHashMap<>();
        candidates(keys, contact.id(), contact.postalCode(), contact.city()).forEach((id, candidate) -> {
            if (!candidate.archived() && candidate.score().isWorthShowing()) {
                found.put(id, candidate.score());
            }
        });
        return found;
    }

    /**
     * A contact that has a key in common.
     *
     * @param archived whether it is put away
     */
    record Candidate(Score score, boolean archived) {}

    /** Contacts that have a key in common with somebody who is known or not, whatever their score. */
    Map<Id, Candidate> candidates(
            Set<Key> keys, @Nullable Id self, @Nullable String postalCode, @Nullable String city) {
        Set<Id> ids = new LinkedHashSet<>();
        for (Key key : keys) {
            List<Id> sharing = sharing(key);
            if (sharing.size() <= SHARED_BY_TOO_MANY) {
                ids.addAll(sharing);
            }
        }
        if (self != null) {
            ids.remove(self);
        }
        Map<Id, Candidate> candidates = new LinkedHashMap<>();
        for (Id id : ids) {
            sql.queryOne(
                            "select archived_at, postal_code, city from crm.contact where organization_id = {org} and id = ?",
                            row -> new Candidate(
                                    Score.of(
                                            keys,
                                            keysOf(id),
                                            Places.same(
                                                    postalCode,
                                                    row.getString("postal_code"),
                                                    city,
                                                    row.getString("city"))),
                                    row.getTimestamp("archived_at") != null),
                            id)
                    .ifPresent(candidate -> candidates.put(id, candidate));
        }
        return candidates;
    }

    private List<Id> sharing(Key key) {
        return sql.query(
                """
                select contact_id from crm.contact_key where organization_id = {org} and kind = ? and key_value = ?
                fetch first ? rows only""",
                row -> Rows.id(row, "contact_id"),
                key.reason(),
                key.value(),
                SHARED_BY_TOO_MANY + 1);
    }

    private Set<Key> keys(Contact contact) {
        Set<Key> keys = of(
                contact.kind(), contact.name(), contact.taxId(), contact.email(), contact.phone(), contact.country());
        if (keys.isEmpty()) {
            // none at all would look as if it had not been looked at yet
            keys.add(new Key(Reason.NAME, contact.id().toString()));
        }
        return keys;
    }

    /** The keys of somebody; a country that is not given is the organisation's. */
    Set<Key> of(
            ContactKind kind,
            @Nullable String name,
            @Nullable String taxId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String country) {
        String spoken = country == null ? organizations.current().country() : country;
        return Keys.of(new Known(kind, name, taxId, email, phone, spoken));
    }

    private Set<Key> keysOf(Id contact) {
        return new HashSet<>(sql.query(
                "select kind, key_value from crm.contact_key where organization_id = {org} and contact_id = ?",
                row -> new Key(Reason.valueOf(row.getString("kind")), row.getString("key_value")),
                contact));
    }

    /** Some contacts whose keys were never written: they were stored before there were any. */
    List<Id> missing(int limit) {
        return new ArrayList<>(sql.query(
                """
                select c.id from crm.contact c where c.organization_id = {org} and not exists (
                  select 1 from crm.contact_key k where k.organization_id = {org} and k.contact_id = c.id)
                fetch first ? rows only""",
                row -> Rows.id(row, "id"),
                limit));
    }
}
