package io.rubro.billing.internal.receivables;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Comma separated values as a Spanish spreadsheet opens them: UTF-8 with its mark, semicolons, decimal commas. A text that a
 * spreadsheet would run as a formula is made a text.
 */
public final class Csv {

    private final StringBuilder text = new StringBuilder("\uFEFF");

    /** Adds a line. */
    public void row(@Nullable Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : ";").append(cell(cells[i]));
        }
        text.append("\r\n");
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString().replace('.', ',');
        }
        String written = value.toString();
        if (value instanceof String && !written.isEmpty() && "=+-@\t\r".indexOf(written.charAt(0)) >= 0) {
            written = "'" + written;
        }
        return written.chars().anyMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r')
                ? '"' + written.replace("\"", "\"\"") + '"'
                : written;
    }

    /** All of it. */
    public String text() {
        return text.toString();
    }
}
