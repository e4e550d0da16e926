package io.rubro.crm.internal.lists;

import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactRole;
import io.rubro.platform.ids.Id;
import java.util.Set;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done to many contacts.
 *
 * @param ids which, at most 1,000
 * @param tag of a deed with a tag
 * @param role of a deed with a role
 */
public record BulkDeed(
        @NotNull @Size(min = 1, max = MAX_IDS) Set<@NotNull Id> ids,
        @NotNull Kind deed,
        @Size(max = ContactDraft.MAX_TAG) @Nullable String tag,
        @Nullable ContactRole role) {

    static final int MAX_IDS = 1_000;

    /** What is done; each has one that takes it back. */
    public enum Kind {
        ADD_TAG,
        REMOVE_TAG,
        ADD_ROLE,
        REMOVE_ROLE,
        ARCHIVE,
        RESTORE
    }
}
