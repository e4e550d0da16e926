package io.rubro.crm.internal.imports;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactUpdated;
import io.rubro.crm.Contacts;
import io.rubro.crm.internal.duplicates.ContactKeys;
import io.rubro.crm.internal.imports.ImportRows.Change;
import io.rubro.crm.internal.merging.Parts;
import io.rubro.crm.internal.service.ContactPart;
import io.rubro.crm.internal.service.ContactValues;
import io.rubro.crm.internal.service.ContactValues.Undone;
import io.rubro.crm.internal.words.ContactWords;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.rest.IfMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes back what an import did to a contact, unless somebody worked with it since. */
@Component(service = ContactRemoval.class)
public final class ContactRemoval {

    private final Sql sql;
    private final Contacts contacts;
    private final ContactKeys keys;
    private final ContactWords words;
    private final Parts parts;
    private final Events events;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime. */
    @Activate
    public ContactRemoval(
            @Reference Sql sql,
            @Reference Contacts contacts,
            @Reference ContactKeys keys,
            @Reference ContactWords words,
            @Reference Parts parts,
            @Reference Events events,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this.sql = sql;
        this.contacts = contacts;
        this.keys = keys;
        this.words = words;
        this.parts = parts;
        this.events = events;
        this.audit = audit;
        this.live = live;
    }

    /**
     * What came of it.
     *
     * @param undone whether it is as if the import had not been
     * @param reason the key of a message, if it is not
     */
    record Result(boolean undone, @Nullable String reason, Map<String, Object> args) {

        static final Result DONE = new Result(true, null, Map.of());

        static Result kept(String reason, Map<String, Object> args) {
            return new Result(false, reason, args);
        }
    }

    /**
     * Deletes a contact an import made.
     *
     * @throws io.rubro.platform.persistence.DataAccessException if something refers to it
     */
    Result remove(Id id, List<Change> made) {
        sql.update("update crm.contact set version = version where organization_id = {org} and id = ?", id);
        Optional<Contact> found = contacts.find(id);
        if (found.isEmpty()) {
            return Result.DONE;
        }
        Contact contact = found.get();
        if (contact.mergedInto() != null || contacts.aliases(id).size() > 1) {
            return Result.kept("crm.import.kept-merged", Map.of());
        }
        Map<String, String> now = ContactValues.of(contact.toDraft());
        Map<String, String> then = new HashMap<>();
        made.forEach(change -> {
            if (change.after() != null) {
                then.put(change.field(), change.after());
            }
        });
        if (!now.equals(then)) {
            return Result.kept(
                    "crm.import.kept-changed", Map.of("fields", String.join(", ", ContactValues.differing(now, then))));
        }
        for (ContactPart part : parts.following()) {
            if (has(part.table(), id)) {
                return Result.kept("crm.import.kept-used", Map.of());
            }
        }
        keys.forget(id);
        words.remove(id);
        sql.update("delete from crm.contact where organization_id = {org} and id = ?", id);
        events.publish(new ContactUpdated(id, contact.kind(), contact.status(), contact.name(), true));
        audit.record("crm.contact.remove", "contact", id, Map.of());
        live.changed("crm.contact", id, "crm.contact.read");
        return Result.DONE;
    }

    private boolean has(String table, Id contact) {
        return sql.queryOne(
                        "select id from %s where organization_id = {org} and contact_id = ? fetch first 1 rows only"
                                .formatted(table),
                        row -> true,
                        contact)
                .isPresent();
    }

    /** Puts away a contact that cannot be deleted; its tax id and e-mail are free again. */
    void putAway(Id id) {
        Contact contact = contacts.get(id);
        if (contact.mergedInto() == null) {
            ContactDraft free = contact.toDraft().edit().taxId(null).email(null).build();
            contacts.update(id, new IfMatch(contact.version()), free);
            contacts.archive(id);
        }
    }

    /** Gives the fields of a contact an import changed what they had before; those changed since stay. */
    Result putBack(Id id, List<Change> changes) {
        Optional<Contact> found = contacts.find(id);
        if (found.isEmpty()) {
            return Result.DONE;
        }
        Contact contact = found.get();
        if (contact.mergedInto() != null) {
            return Result.kept("crm.import.kept-merged", Map.of());
        }
        Map<String, String> now = ContactValues.of(contact.toDraft());
        Map<String, @Nullable String> back = new HashMap<>();
        List<String> kept = new ArrayList<>();
        for (Change change : changes) {
            @Nullable String today = now.get(change.field());
            Undone undone = ContactValues.undo(change.field(), change.before(), change.after(), today);
            if (undone.overwrites()) {
                kept.add(change.field());
            } else if (!Objects.equals(undone.value(), today)) {
                back.put(change.field(), undone.value());
            }
        }
        if (!back.isEmpty()) {
            contacts.update(id, new IfMatch(contact.version()), ContactValues.with(contact.toDraft(), back));
        }
        return kept.isEmpty()
                ? Result.DONE
                : Result.kept("crm.import.kept-changed", Map.of("fields", String.join(", ", kept)));
    }
}
