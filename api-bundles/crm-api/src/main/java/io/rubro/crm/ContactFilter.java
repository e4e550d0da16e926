package io.rubro.crm;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts are wanted; null asks for no restriction.
 *
 * @param text words, each of which must begin a word of the name, the e-mail or a part of it, the tax id or the phone,
 *     whatever the case, accents and punctuation
 * @param tag a label
 * @param sector a line of business, whatever the case
 * @param source where they came from, whatever the case
 * @param city a city, whatever the case
 * @param custom values of the organisation's own fields by their keys, in normal form; texts whatever the case
 * @param archived whether those put away are wanted instead of those in use
 */
public record ContactFilter(
        @Nullable String text,
        @Nullable ContactKind kind,
        @Nullable ContactRole role,
        @Nullable ContactStatus status,
        @Nullable String tag,
        @Nullable String sector,
        @Nullable CompanySize size,
        @Nullable String source,
        @Nullable String city,
        Map<String, String> custom,
        boolean archived) {

    /** All contacts in use. */
    public static final ContactFilter ALL = new ContactFilter(null, null, null, null, null, false);

    public ContactFilter {
        custom = Map.copyOf(custom);
    }

    /** A filter that asks nothing of sector, size, source, city and own fields. */
    public ContactFilter(
            @Nullable String text,
            @Nullable ContactKind kind,
            @Nullable ContactRole role,
            @Nullable ContactStatus status,
            @Nullable String tag,
            boolean archived) {
        this(text, kind, role, status, tag, null, null, null, null, Map.of(), archived);
    }
}
