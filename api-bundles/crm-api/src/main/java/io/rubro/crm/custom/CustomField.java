package io.rubro.crm.custom;

import io.rubro.crm.ContactKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field the organisation added to its contacts.
 *
 * @param key its name in {@code Contact.custom}; never changes
 * @param label how people see it
 * @param type what it holds; never changes
 * @param options of a choice, in their order; else empty
 * @param required whether a person must fill it in. What comes from other modules may lack it
 * @param position its place among the fields, from 0
 * @param appliesTo the kind of contact that has it; null for both
 * @param deletedAt when it was put away: it is not shown, its values stay until they are purged; null if in use
 */
public record CustomField(
        Id id,
        String key,
        String label,
        FieldType type,
        List<String> options,
        boolean required,
        int position,
        @Nullable ContactKind appliesTo,
        @Nullable Instant deletedAt,
        long version)
        implements Versioned {

    public CustomField {
        options = List.copyOf(options);
    }

    /** Whether contacts of a kind have it. */
    public boolean appliesTo(ContactKind kind) {
        return appliesTo == null || appliesTo == kind;
    }
}
