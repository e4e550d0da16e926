package io.rubro.fiscal.verifactu.internal.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a record names an earlier invoice of the same taxpayer.
 *
 * @param number series and number
 * @param issueDate {@code dd-mm-yyyy}
 */
public record InvoiceNumber(String number, String issueDate) {

    /** The most characters of a list: what a column holds on every database. */
    public static final int MAX_TEXT = 32_000;

    /** Invoices as one text, a line for each: {@code number|date}; no number holds a line feed. Null for none. */
    public static @Nullable String format(List<InvoiceNumber> invoices) {
        return invoices.isEmpty()
                ? null
                : invoices.stream().map(i -> i.number + "|" + i.issueDate).collect(Collectors.joining("\n"));
    }

    /** The invoices of such a text. */
    public static List<InvoiceNumber> parse(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("\n"))
                        .filter(line -> line.indexOf('|') >= 0)
                        .map(line -> new InvoiceNumber(
                                line.substring(0, line.lastIndexOf('|')), line.substring(line.lastIndexOf('|') + 1)))
                        .toList();
    }
}
