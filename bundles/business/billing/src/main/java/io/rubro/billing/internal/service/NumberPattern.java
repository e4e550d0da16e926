package io.rubro.billing.internal.service;

import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * How the numbers of a series are printed. A pattern begins with the code and a separator, which no code contains, and
 * ends with the number, so that no two series of an organisation can print the same.
 *
 * @param digits the least number of digits
 */
record NumberPattern(String pattern, int digits, boolean yearly) {

    static final String CODE = "{code}";
    static final String YEAR = "{year}";
    static final String SHORT_YEAR = "{yy}";
    static final String NUMBER = "{number}";
    static final int MAX_LENGTH = 40;

    private static final Pattern ALLOWED =
            Pattern.compile("\\{code}[-/._](?:[A-Za-z0-9/._-]|\\{year}|\\{yy})*\\{number}");

    static String standard(boolean yearly) {
        return yearly ? CODE + "-" + YEAR + "-" + NUMBER : CODE + "-" + NUMBER;
    }

    /** Whether it can be told apart from every other number of the organisation, and printed by every authority. */
    boolean isAllowed() {
        boolean showsYear = pattern.contains(YEAR) || pattern.contains(SHORT_YEAR);
        return pattern.length() <= MAX_LENGTH && ALLOWED.matcher(pattern).matches() && (showsYear || !yearly);
    }

    String print(String code, LocalDate date, long number) {
        String counted = Long.toString(number);
        String padded = "0".repeat(Math.max(0, digits - counted.length())) + counted;
        return pattern.replace(CODE, code)
                .replace(YEAR, String.format("%04d", date.getYear()))
                .replace(SHORT_YEAR, String.format("%02d", date.getYear() % 100))
                .replace(NUMBER, padded);
    }
}
