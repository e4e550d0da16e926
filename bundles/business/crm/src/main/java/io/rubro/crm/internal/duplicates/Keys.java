package io.rubro.crm.internal.duplicates;

import io.rubro.crm.ContactKind;
import io.rubro.crm.internal.model.Folding;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of a contact. */
final class Keys {

    private static final Pattern COUNTRY_OF_TAX_ID = Pattern.compile("(ES)(?=[A-Z0-9]{9}$)|(AR)(?=[0-9]{11}$)");
    private static final int FEWEST_DIGITS = 6;
    private static final int SHORTEST_SOUND = 5;

    private Keys() {}

    /**
     * What is known of somebody.
     *
     * @param country ISO 3166 alpha-2, whose way of writing telephones is his
     */
    record Known(
            ContactKind kind,
            @Nullable String name,
            @Nullable String taxId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String country) {}

    /** The keys; none of what is absent. */
    static Set<Key> of(Known known) {
        Set<Key> keys = new LinkedHashSet<>();
        add(keys, Reason.TAX_ID, taxId(known.taxId()));
        add(keys, Reason.EMAIL, mailbox(known.email()));
        add(keys, Reason.PHONE, phone(known.phone(), known.country()));
        String name = known.name();
        if (name != null && !name.isBlank()) {
            boolean company = known.kind() == ContactKind.COMPANY;
            add(keys, Reason.NAME, NameKey.of(name, company));
            String sound = NameKey.sound(name, company);
            // short ones sound like too many others
            add(keys, Reason.SOUND, sound.length() < SHORTEST_SOUND ? null : sound);
        }
        return keys;
    }

    private static void add(Set<Key> keys, Reason reason, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            keys.add(new Key(reason, value));
        }
    }

    private static @Nullable String taxId(@Nullable String taxId) {
        return taxId == null
                ? null
                : COUNTRY_OF_TAX_ID
                        .matcher(taxId.replaceAll("[^\\p{Alnum}]", "").toUpperCase(Locale.ROOT))
                        .replaceFirst("");
    }

    /** Where the mail arrives: without {@code +tag}, and for Gmail without points, which it ignores. */
    static @Nullable String mailbox(@Nullable String email) {
        int at = email == null ? -1 : email.lastIndexOf('@');
        if (email == null || at < 1) {
            return null;
        }
        String domain = email.substring(at + 1).strip().toLowerCase(Locale.ROOT);
        String user = email.substring(0, at).strip().toLowerCase(Locale.ROOT);
        int plus = user.indexOf('+');
        if (plus > 0) {
            user = user.substring(0, plus);
        }
        if (domain.equals("gmail.com") || domain.equals("googlemail.com")) {
            domain = "gmail.com";
            user = user.replace(".", "");
        }
        return user + "@" + domain;
    }

    /** The digits within the country: without {@code +34} or {@code +54 9}, trunk zeros and the Argentine mobile 15. */
    static @Nullable String phone(@Nullable String phone, @Nullable String country) {
        if (phone == null) {
            return null;
        }
        String digits = Folding.digits(phone);
        boolean prefixed = phone.strip().startsWith("+") || digits.startsWith("00");
        digits = digits.replaceFirst("^0+", "");
        if (digits.startsWith("34") && digits.length() == 11 && (prefixed || "ES".equals(country))) {
            digits = digits.substring(2);
        } else if (digits.startsWith("54") && digits.length() >= 12 && (prefixed || "AR".equals(country))) {
            digits = argentine(digits.substring(2));
        } else if ("AR".equals(country) && !prefixed) {
            digits = argentine(digits);
        }
        return digits.length() < FEWEST_DIGITS ? null : digits;
    }

    /** Area and number, ten digits: the 9 before the area and the 15 behind it both say that it is a mobile. */
    private static String argentine(String national) {
        String digits = national.replaceFirst("^0+", "");
        if (digits.length() == 11 && digits.startsWith("9")) {
            return digits.substring(1);
        }
        if (digits.length() == 12) {
            for (int area = 2; area <= 4; area++) {
                if (digits.startsWith("15", area)) {
                    return digits.substring(0, area) + digits.substring(area + 2);
                }
            }
        }
        return digits;
    }
}
