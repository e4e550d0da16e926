package io.rubro.crm;

import org.jspecify.annotations.Nullable;

/**
 * Which contacts are wanted; null asks for no restriction.
 *
 * @param text words, each of which must occur in the name, e-mail, tax id or phone, whatever the case and accents
 * @param tag a label
 * @param archived whether those put away are wanted instead of those in use
 */
public record ContactFilter(
        @Nullable String text,
        @Nullable ContactKind kind,
        @Nullable ContactRole role,
        @Nullable ContactStatus status,
        @Nullable String tag,
        boolean archived) {

    /** All contacts in use. */
    public static final ContactFilter ALL = new ContactFilter(null, null, null, null, null, false);
}
