package io.rubro.crm;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored of a contact; the whole of it, also when it is updated. Texts are trimmed and blank ones count as
 * absent; the tax id and the e-mail are normalised.
 *
 * @param name 1 to 200 characters
 * @param taxId NIF or CUIT with valid check digits; in another {@code country} 2 to 20 letters and digits
 * @param email at most 254 characters
 * @param phone at most 40 characters, at least six of them digits
 * @param address at most 300 characters
 * @param postalCode at most 20 characters
 * @param city at most 100 characters
 * @param country ISO 3166 alpha-2; if absent, the tax id is taken for one of the organisation's own country
 * @param sector at most 100 characters
 * @param source where the contact came from, at most 100 characters
 * @param notes at most 4,000 characters
 * @param tags at most 20, each of 1 to 40 characters without {@code |}
 * @param custom values of the organisation's own fields by their keys, at most 40; a blank one counts as absent. A new
 *     or changed value must fit the definition of its field and is brought into normal form: a number as {@code 1234.5}, a
 *     date as {@code 2026-11-20}, yes or no as {@code true} or {@code false}, a choice as one of its options
 */
public record ContactDraft(
        ContactKind kind,
        Set<ContactRole> roles,
        ContactStatus status,
        String name,
        @Nullable String taxId,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String country,
        @Nullable String sector,
        @Nullable CompanySize size,
        @Nullable String source,
        @Nullable String notes,
        Set<String> tags,
        Map<String, String> custom) {

    public static final int MAX_NAME = 200;
    public static final int MAX_TAX_ID = 20;
    public static final int MAX_EMAIL = 254;
    public static final int MAX_PHONE = 40;
    public static final int MAX_ADDRESS = 300;
    public static final int MAX_POSTAL_CODE = 20;
    public static final int MAX_CITY = 100;
    public static final int MAX_SECTOR = 100;
    public static final int MAX_SOURCE = 100;
    public static final int MAX_NOTES = 4_000;
    public static final int MAX_TAG = 40;
    public static final int MAX_TAGS = 20;
    public static final int MAX_CUSTOM = 40;
    public static final int MAX_CUSTOM_VALUE = 500;

    public ContactDraft {
        roles = Set.copyOf(roles);
        tags = Set.copyOf(tags);
        custom = Map.copyOf(custom);
    }

    /** A draft without size, source and fields of the organisation's own. */
    public ContactDraft(
            ContactKind kind,
            Set<ContactRole> roles,
            ContactStatus status,
            String name,
            @Nullable String taxId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String postalCode,
            @Nullable String city,
            @Nullable String country,
            @Nullable String sector,
            @Nullable String notes,
            Set<String> tags) {
        this(
                kind,
                roles,
                status,
                name,
                taxId,
                email,
                phone,
                address,
                postalCode,
                city,
                country,
                sector,
                null,
                null,
                notes,
                tags,
                Map.of());
    }

    /** A draft that says nothing but what somebody is and is called: a prospect without roles. */
    public static ContactDraft of(ContactKind kind, String name) {
        return new ContactDraft(
                kind,
                Set.of(),
                ContactStatus.PROSPECT,
                name,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Set.of());
    }

    /** This draft, to be changed in some fields. */
    public ContactDraftEditor edit() {
        return new ContactDraftEditor(this);
    }
}
