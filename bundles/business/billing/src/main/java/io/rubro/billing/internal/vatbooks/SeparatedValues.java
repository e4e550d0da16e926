package io.rubro.billing.internal.vatbooks;

import io.rubro.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads comma or semicolon separated values; cells may be quoted. */
final class SeparatedValues {

    private SeparatedValues() {}

    /**
     * The rows that hold something.
     *
     * @throws ProblemException 422 if there are more than {@code most}
     */
    static List<List<String>> read(String text, int most) {
        String all = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int end = all.indexOf('\n');
        String first = end < 0 ? all : all.substring(0, end);
        char separator = first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i <= all.length(); i++) {
            char c = i == all.length() ? '\n' : all.charAt(i);
            if (quoted && i < all.length()) {
                if (c == '"' && i + 1 < all.length() && all.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                }
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (c == separator || c == '\n') {
                row.add(cell.toString().strip());
                cell.setLength(0);
                if (c == '\n') {
                    if (row.stream().anyMatch(text2 -> !text2.isEmpty())) {
                        rows.add(row);
                    }
                    row = new ArrayList<>();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
            if (rows.size() > most) {
                throw ProblemException.invalid("file", "billing.supplier.csv", Map.of("reason", "> " + most));
            }
        }
        return rows;
    }
}
