package io.rubro.platform.taxid;

import io.rubro.platform.taxid.TaxId.Invalid;
import io.rubro.platform.taxid.TaxId.Kind;
import io.rubro.platform.taxid.TaxId.Reason;
import io.rubro.platform.taxid.TaxId.Valid;
import java.util.regex.Pattern;

/** The Argentine CUIT and CUIL: eleven digits, the last by modulus 11. */
final class ArgentineCuit {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{11}");
    private static final int[] WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

    private ArgentineCuit() {}

    static TaxId check(String bare) {
        if (!DIGITS.matcher(bare).matches()) {
            return new Invalid(Reason.FORMAT);
        }
        return switch (bare.substring(0, 2)) {
            case "20", "23", "24", "25", "26", "27" -> result(Kind.AR_PERSON, bare);
            case "30", "33", "34" -> result(Kind.AR_ENTITY, bare);
            case "50", "51", "55" -> result(Kind.AR_FOREIGN, bare);
            default -> new Invalid(Reason.PREFIX);
        };
    }

    private static TaxId result(Kind kind, String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        // 11 - (sum mod 11) with 11 written as 0; a number that would need 10 is not given out
        int control = (11 - sum % 11) % 11;
        return digits.charAt(10) - '0' == control ? new Valid(kind, digits) : new Invalid(Reason.CONTROL);
    }
}
