package io.rubro.platform.taxid;

import io.rubro.platform.taxid.TaxId.Invalid;
import io.rubro.platform.taxid.TaxId.Kind;
import io.rubro.platform.taxid.TaxId.Reason;
import io.rubro.platform.taxid.TaxId.Valid;
import java.util.regex.Pattern;

/** The Spanish NIF (RD 1065/2007, articles 18 to 22; Orden EHA/451/2008 for entities). */
final class SpanishNif {

    private static final Pattern DNI = Pattern.compile("[0-9]{8}[A-Z]");
    private static final Pattern LETTER_FIRST = Pattern.compile("[A-Z][0-9]{7}[0-9A-Z]");

    private static final String PERSON_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String ENTITY_LETTERS = "JABCDEFGHI";

    private SpanishNif() {}

    static TaxId check(String bare) {
        String text = bare.length() == 11 && bare.startsWith("ES") ? bare.substring(2) : bare;
        if (DNI.matcher(text).matches()) {
            return person(Kind.ES_DNI, text, text.substring(0, 8));
        }
        if (!LETTER_FIRST.matcher(text).matches()) {
            return new Invalid(Reason.FORMAT);
        }
        String digits = text.substring(1, 8);
        return switch (text.charAt(0)) {
            case 'X' -> person(Kind.ES_NIE, text, "0" + digits);
            case 'Y' -> person(Kind.ES_NIE, text, "1" + digits);
            case 'Z' -> person(Kind.ES_NIE, text, "2" + digits);
            case 'K', 'L', 'M' -> person(Kind.ES_SPECIAL, text, digits);
            case 'A', 'B', 'E', 'H' -> entity(text, digits, true, false);
            case 'N', 'P', 'Q', 'R', 'S', 'W' -> entity(text, digits, false, true);
            case 'C', 'D', 'F', 'G', 'J', 'U', 'V' -> entity(text, digits, true, true);
            default -> new Invalid(Reason.PREFIX);
        };
    }

    private static TaxId person(Kind kind, String text, String number) {
        char expected = PERSON_LETTERS.charAt(Integer.parseInt(number) % PERSON_LETTERS.length());
        return result(kind, text, text.charAt(8) == expected);
    }

    /** The control of an entity is a digit or a letter, by its first letter; some may carry either. */
    private static TaxId entity(String text, String digits, boolean mayBeDigit, boolean mayBeLetter) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted / 10 + weighted % 10;
        }
        int control = (10 - sum % 10) % 10;
        char actual = text.charAt(8);
        boolean agrees =
                (mayBeDigit && actual == '0' + control) || (mayBeLetter && actual == ENTITY_LETTERS.charAt(control));
        return result(Kind.ES_ENTITY, text, agrees);
    }

    private static TaxId result(Kind kind, String text, boolean agrees) {
        return agrees ? new Valid(kind, text) : new Invalid(Reason.CONTROL);
    }
}
