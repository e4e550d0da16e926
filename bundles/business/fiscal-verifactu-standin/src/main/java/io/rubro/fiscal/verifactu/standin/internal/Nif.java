package io.rubro.fiscal.verifactu.standin.internal;

import java.util.Map;
import java.util.regex.Pattern;

/** Spanish tax numbers and those of the Union's VAT, by their form and control characters. */
final class Nif {

    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String ENTITY_LETTERS = "JABCDEFGHI";

    private static final Map<String, String> VAT_NUMBERS = Map.ofEntries(
            Map.entry("DE", "[0-9]{9}"),
            Map.entry("AT", "[0-9A-Z]{9}"),
            Map.entry("BE", "[0-9]{10}"),
            Map.entry("CY", "[0-9A-Z]{9}"),
            Map.entry("CZ", "[0-9]{8,10}"),
            Map.entry("HR", "[0-9]{11}"),
            Map.entry("DK", "[0-9]{8}"),
            Map.entry("SK", "[0-9]{10}"),
            Map.entry("SI", "[0-9]{8}"),
            Map.entry("EE", "[0-9]{9}"),
            Map.entry("FI", "[0-9]{8}"),
            Map.entry("FR", "[0-9A-Z]{11}"),
            Map.entry("EL", "[0-9]{9}"),
            Map.entry("XI", "[0-9A-Z]{5}|[0-9A-Z]{9}|[0-9A-Z]{12}"),
            Map.entry("NL", "[0-9A-Z]{12}"),
            Map.entry("HU", "[0-9]{8}"),
            Map.entry("IT", "[0-9]{11}"),
            Map.entry("IE", "[0-9A-Z]{8,9}"),
            Map.entry("LV", "[0-9]{11}"),
            Map.entry("LT", "[0-9]{9}|[0-9]{12}"),
            Map.entry("LU", "[0-9]{8}"),
            Map.entry("MT", "[0-9]{8}"),
            Map.entry("PL", "[0-9]{10}"),
            Map.entry("PT", "[0-9]{9}"),
            Map.entry("SE", "[0-9]{12}"),
            Map.entry("BG", "[0-9]{9,10}"),
            Map.entry("RO", "[1-9][0-9]{1,9}"));

    private Nif() {}

    static boolean isValid(String nif) {
        return isPersonal(nif) || isEntity(nif);
    }

    /** Of a natural person: DNI, NIE, K, L or M. */
    static boolean isPersonal(String nif) {
        if (!nif.matches("[0-9XYZKLM][0-9]{7}[A-Z]")) {
            return false;
        }
        String digits =
                switch (nif.charAt(0)) {
                    case 'X' -> "0" + nif.substring(1, 8);
                    case 'Y' -> "1" + nif.substring(1, 8);
                    case 'Z' -> "2" + nif.substring(1, 8);
                    case 'K', 'L', 'M' -> nif.substring(1, 8);
                    default -> nif.substring(0, 8);
                };
        return nif.charAt(8) == DNI_LETTERS.charAt(Integer.parseInt(digits) % 23);
    }

    private static boolean isEntity(String nif) {
        if (!nif.matches("[ABCDEFGHJNPQRSUVW][0-9]{7}[0-9A-J]")) {
            return false;
        }
        int sum = 0;
        for (int i = 1; i <= 7; i++) {
            int digit = nif.charAt(i) - '0';
            if (i % 2 == 0) {
                sum += digit;
            } else {
                sum += (2 * digit) / 10 + (2 * digit) % 10;
            }
        }
        int control = (10 - sum % 10) % 10;
        char digit = (char) ('0' + control);
        char letter = ENTITY_LETTERS.charAt(control);
        char last = nif.charAt(8);
        return switch (nif.charAt(0)) {
            case 'A', 'B', 'E', 'H' -> last == digit;
            case 'N', 'P', 'Q', 'R', 'S', 'W' -> last == letter;
            default -> last == digit || last == letter;
        };
    }

    /** Whether a number with its country before it has the form of the VAT numbers of a member state. */
    static boolean isVatNumber(String id) {
        String form = id.length() < 3 ? null : VAT_NUMBERS.get(id.substring(0, 2));
        return form != null && Pattern.matches(form, id.substring(2));
    }
}
