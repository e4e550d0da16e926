package io.rubro.crm.internal.service;

import io.rubro.crm.ContactDraft;
import io.rubro.crm.custom.CustomField;
import io.rubro.crm.internal.custom.FieldRules;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.taxid.TaxId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a contact must look like, whoever writes it down. */
public final class ContactRules {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+\\.[^\\s@,;<>\".]{2,}");
    private static final Pattern FOREIGN_TAX_ID = Pattern.compile("[A-Z0-9]{2,20}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern CUSTOM_KEY = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private ContactRules() {}

    /**
     * The draft in its normal form.
     *
     * @param organization whose contact it is to be
     * @param own the organisation's own fields
     * @param had the values of such fields it had before
     * @throws ProblemException 422 naming every field that breaks a rule
     */
    public static ContactDraft normalise(
            ContactDraft draft, Organization organization, List<CustomField> own, Map<String, String> had) {
        Fields fields = new Fields();
        @Nullable String taxId = fields.optional("taxId", draft.taxId(), 2 * ContactDraft.MAX_TAX_ID);
        @Nullable String country = country(fields, draft.country());
        if (taxId != null && country == null) {
            country = organization.country();
        }
        ContactDraft normal = new ContactDraft(
                draft.kind(),
                draft.roles(),
                draft.status(),
                fields.required("name", draft.name(), ContactDraft.MAX_NAME),
                taxId == null || country == null ? null : taxId(fields, country, taxId),
                fields.email("email", draft.email()),
                fields.phone("phone", draft.phone()),
                fields.optional("address", draft.address(), ContactDraft.MAX_ADDRESS),
                fields.optional("postalCode", draft.postalCode(), ContactDraft.MAX_POSTAL_CODE),
                fields.optional("city", draft.city(), ContactDraft.MAX_CITY),
                country,
                fields.optional("sector", draft.sector(), ContactDraft.MAX_SECTOR),
                draft.size(),
                fields.optional("source", draft.source(), ContactDraft.MAX_SOURCE),
                fields.optional("notes", draft.notes(), ContactDraft.MAX_NOTES),
                tags(fields, draft.tags()),
                FieldRules.values(fields, own, draft.kind(), custom(fields, draft.custom()), had));
        fields.complete();
        return normal;
    }

    /** An e-mail address as it is stored and looked for. */
    public static String normalisedEmail(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether a normalised text can be an e-mail address. */
    static boolean isEmail(String email) {
        return email.length() <= ContactDraft.MAX_EMAIL && EMAIL.matcher(email).matches();
    }

    /** A tax id as it is stored and looked for, whether or not it is valid. */
    static String normalisedTaxId(String taxId) {
        return taxId.replaceAll("[\\s\\u00a0./-]", "").toUpperCase(Locale.ROOT);
    }

    /** The tax id of a country whose algorithm is not known, normalised; null if it cannot be one. */
    static @Nullable String foreignTaxId(String taxId) {
        String bare = normalisedTaxId(taxId);
        return FOREIGN_TAX_ID.matcher(bare).matches() ? bare : null;
    }

    /** Whether a text is an ISO 3166 alpha-2 code. */
    static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
    }

    /** An ISO 3166 alpha-2 code in upper case; null if it is blank. */
    public static @Nullable String country(Fields fields, @Nullable String given) {
        @Nullable String country = fields.optional("country", given, 40);
        if (country == null) {
            return null;
        }
        String code = country.toUpperCase(Locale.ROOT);
        if (!isCountry(code)) {
            fields.refuse("country", "crm.contact.country", Map.of("value", country));
        }
        return code;
    }

    private static @Nullable String taxId(Fields fields, String country, String given) {
        TaxId found = TaxId.check(country, given);
        if (found instanceof TaxId.Valid valid) {
            return valid.value();
        }
        TaxId.Reason reason = ((TaxId.Invalid) found).reason();
        @Nullable String foreign = reason == TaxId.Reason.COUNTRY ? foreignTaxId(given) : null;
        if (foreign == null && fields.isFine("country")) {
            String code = reason == TaxId.Reason.COUNTRY ? "crm.contact.foreign-tax-id" : reason.code();
            fields.refuse("taxId", code, Map.of("value", given, "country", country));
        }
        return foreign;
    }

    private static Set<String> tags(Fields fields, Set<String> given) {
        Set<String> tags = new TreeSet<>();
        for (String text : given) {
            @Nullable String tag = fields.optional("tags", text, ContactDraft.MAX_TAG);
            if (tag != null) {
                tags.add(tag.toLowerCase(Locale.ROOT));
            }
        }
        if (tags.size() > ContactDraft.MAX_TAGS) {
            fields.refuse("tags", "crm.contact.too-many-tags", Map.of("max", ContactDraft.MAX_TAGS));
        }
        if (tags.stream().anyMatch(tag -> tag.contains("|"))) {
            fields.refuse("tags", "crm.contact.tag-bar", Map.of());
        }
        return tags;
    }

    /** The values of own fields, trimmed, without those that are blank. */
    private static Map<String, String> custom(Fields fields, Map<String, String> given) {
        Map<String, String> values = new TreeMap<>();
        given.forEach((key, text) -> {
            String field = "custom." + key;
            if (!CUSTOM_KEY.matcher(key).matches()) {
                fields.refuse(field, "crm.contact.custom-key", Map.of("value", key));
                return;
            }
            @Nullable String value = fields.optional(field, text, ContactDraft.MAX_CUSTOM_VALUE);
            if (value != null) {
                values.put(key, value);
            }
        });
        if (values.size() > ContactDraft.MAX_CUSTOM) {
            fields.refuse("custom", "crm.contact.too-many-custom", Map.of("max", ContactDraft.MAX_CUSTOM));
        }
        return values;
    }
}
