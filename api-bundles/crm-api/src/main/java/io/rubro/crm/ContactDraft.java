package io.rubro.crm;

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
 * @param notes at most 4,000 characters
 * @param tags at most 20, each of 1 to 40 characters without {@code |}
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
        @Nullable String notes,
        Set<String> tags) {

    public static final int MAX_NAME = 200;
    public static final int MAX_TAX_ID = 20;
    public static final int MAX_EMAIL = 254;
    public static final int MAX_PHONE = 40;
    public static final int MAX_ADDRESS = 300;
    public static final int MAX_POSTAL_CODE = 20;
    public static final int MAX_CITY = 100;
    public static final int MAX_SECTOR = 100;
    public static final int MAX_NOTES = 4_000;
    public static final int MAX_TAG = 40;
    public static final int MAX_TAGS = 20;

    public ContactDraft {
        roles = Set.copyOf(roles);
        tags = Set.copyOf(tags);
    }
}
