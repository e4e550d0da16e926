package io.rubro.fiscal.verifactu.internal.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The VAT numbers of the Union's member states, as far as their structure tells: the validations 1.2.2, note 1. */
public final class VatNumbers {

    private static final Map<String, Pattern> STRUCTURES = Map.ofEntries(
            entry("DE", "\\d{9}"),
            entry("AT", "[A-Z0-9]{9}"),
            entry("BE", "\\d{10}"),
            entry("CY", "[A-Z0-9]{9}"),
            entry("CZ", "\\d{8,10}"),
            entry("HR", "\\d{11}"),
            entry("DK", "\\d{8}"),
            entry("SK", "\\d{10}"),
            entry("SI", "\\d{8}"),
            entry("EE", "\\d{9}"),
            entry("FI", "\\d{8}"),
            entry("FR", "[A-Z0-9]{11}"),
            entry("EL", "\\d{9}"),
            entry("XI", "[A-Z0-9]{5}|[A-Z0-9]{9}|[A-Z0-9]{12}"),
            entry("NL", "[A-Z0-9]{12}"),
            entry("HU", "\\d{8}"),
            entry("IT", "\\d{11}"),
            entry("IE", "[A-Z0-9]{8,9}"),
            entry("LV", "\\d{11}"),
            entry("LT", "\\d{9}|\\d{12}"),
            entry("LU", "\\d{8}"),
            entry("MT", "\\d{8}"),
            entry("PL", "\\d{10}"),
            entry("PT", "\\d{9}"),
            entry("SE", "\\d{12}"),
            entry("BG", "\\d{9,10}"),
            entry("RO", "[1-9]\\d{1,9}"));

    private VatNumbers() {}

    private static Map.Entry<String, Pattern> entry(String prefix, String structure) {
        return Map.entry(prefix, Pattern.compile(structure));
    }

    /** Whether a text is such a number, with its prefix and nothing between its characters. */
    public static boolean valid(String text) {
        Pattern structure = text.length() < 3 ? null : STRUCTURES.get(text.substring(0, 2));
        return structure != null && structure.matcher(text.substring(2)).matches();
    }

    /**
     * The number of somebody in a country; empty if the text is none.
     *
     * @param country ISO 3166 alpha-2
     * @param bare whether the prefix may be missing
     */
    public static Optional<String> of(String country, String text, boolean bare) {
        String prefix = country.equals("GR") ? "EL" : country.equals("GB") ? "XI" : country;
        String compact = text.replaceAll("[\\s./-]", "").toUpperCase(Locale.ROOT);
        if (compact.startsWith(prefix) && valid(compact)) {
            return Optional.of(compact);
        }
        return bare && valid(prefix + compact) ? Optional.of(prefix + compact) : Optional.empty();
    }
}
