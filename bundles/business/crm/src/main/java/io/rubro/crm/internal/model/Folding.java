package io.rubro.crm.internal.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts without what people leave out or write differently. */
public final class Folding {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern MARKS_BUT_TILDE_OF_N = Pattern.compile("(?<![nN])\\u0303|[\\p{M}&&[^\\u0303]]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]");

    private Folding() {}

    /** For finding and sorting: lower case, no accents, single spaces. */
    public static String searchable(String text) {
        return blanks(MARKS.matcher(decomposed(text)).replaceAll(""));
    }

    /** Whether two names are the same but for case, accents and blanks. {@code ñ} is a letter of its own: Peña is not Pena. */
    public static boolean sameName(String one, String other) {
        return name(one).equals(name(other));
    }

    private static String name(String text) {
        return blanks(MARKS_BUT_TILDE_OF_N.matcher(decomposed(text)).replaceAll(""));
    }

    /** The digits of a telephone number. */
    public static String digits(String phone) {
        return NOT_DIGITS.matcher(phone).replaceAll("");
    }

    private static String decomposed(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    }

    private static String blanks(String text) {
        return BLANKS.matcher(text).replaceAll(" ").trim();
    }
}
