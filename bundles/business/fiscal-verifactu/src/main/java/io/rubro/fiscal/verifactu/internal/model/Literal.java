package io.rubro.fiscal.verifactu.internal.model;

import io.rubro.platform.taxid.TaxId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The sorts of values in an invoicing record, as the texts the authority's XML schema allows. */
public enum Literal {
    /** A NIF, nine characters. */
    NIF(text -> TaxId.check("ES", text) instanceof TaxId.Valid valid
            && valid.value().equals(text)),
    /** Series and number of an invoice: 1 to 60 printable ASCII characters without {@code " ' < > =}. */
    NUMBER(Pattern.compile("[ -~&&[^\"'<>=]]{1,60}").asMatchPredicate()),
    /** A date, {@code dd-mm-yyyy}. */
    DATE(text -> parses(() -> LocalDate.parse(text, Formats.DATE))),
    /** The type of an invoice, list L2. */
    KIND(Pattern.compile("F[1-3]|R[1-5]").asMatchPredicate()),
    /** An amount: at most twelve digits and two decimals. */
    AMOUNT(Pattern.compile("[+-]?[0-9]{1,12}(\\.[0-9]{0,2})?").asMatchPredicate()),
    /** A fingerprint; empty in the first record of a chain. */
    FINGERPRINT(Pattern.compile("|[0-9A-F]{64}").asMatchPredicate()),
    /** A moment to the second with the offset of its time zone, {@code yyyy-mm-ddThh:mm:ss±hh:mm}. */
    TIMESTAMP(text -> text.length() == 25 && parses(() -> OffsetDateTime.parse(text, Formats.TIMESTAMP)));

    private final Predicate<String> rule;

    Literal(Predicate<String> rule) {
        this.rule = rule;
    }

    /** Whether the authority would take this text. */
    public boolean allows(String text) {
        return rule.test(text);
    }

    /** A date as a literal. */
    public static String of(LocalDate date) {
        return Formats.DATE.format(date);
    }

    /** A moment as a literal. */
    public static String of(OffsetDateTime moment) {
        return Formats.TIMESTAMP.format(moment);
    }

    /**
     * The date of a literal.
     *
     * @throws DateTimeException if it is none
     */
    public static LocalDate date(String text) {
        return LocalDate.parse(text, Formats.DATE);
    }

    private static boolean parses(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Apart, because the constants of an enum cannot use its own static fields. */
    private static final class Formats {
        static final DateTimeFormatter DATE = strict("dd-MM-uuuu");
        /** {@code xxx} writes +00:00, never Z. */
        static final DateTimeFormatter TIMESTAMP = strict("uuuu-MM-dd'T'HH:mm:ssxxx");

        private static DateTimeFormatter strict(String pattern) {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
        }
    }
}
