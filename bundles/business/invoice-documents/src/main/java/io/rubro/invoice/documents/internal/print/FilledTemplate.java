package io.rubro.invoice.documents.internal.print;

import java.util.ArrayList;
import java.util.List;

/**
 * What a template became for one invoice.
 *
 * @param html XHTML
 * @param origins for each line of it, the line of the template it comes from
 */
record FilledTemplate(String html, List<Integer> origins) {

    private static final char BEGIN = '\ue000';
    private static final char END = '\ue001';

    FilledTemplate {
        origins = List.copyOf(origins);
    }

    /** The line of the template a line of the result comes from; both count from 1. */
    int origin(int line) {
        return line < 1 || origins.isEmpty() ? 0 : origins.get(Math.min(line, origins.size()) - 1);
    }

    /** The template with its line numbers in it, for {@link #unnumbered}. */
    static String numbered(String template) {
        StringBuilder text = new StringBuilder(template.length() + (template.length() >> 3));
        int number = 1;
        text.append(BEGIN).append(number).append(END);
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == BEGIN || c == END) {
                continue;
            }
            text.append(c);
            if (c == '\n') {
                text.append(BEGIN).append(++number).append(END);
            }
        }
        return text.toString();
    }

    /** Takes the numbers out again. */
    static FilledTemplate unnumbered(String filled) {
        StringBuilder html = new StringBuilder(filled.length());
        List<Integer> origins = new ArrayList<>();
        int origin = 1;
        origins.add(origin);
        for (int i = 0; i < filled.length(); i++) {
            char c = filled.charAt(i);
            if (c == BEGIN) {
                int end = filled.indexOf(END, i);
                origin = Integer.parseInt(filled, i + 1, end, 10);
                origins.set(origins.size() - 1, origin);
                i = end;
            } else {
                html.append(c);
                if (c == '\n') {
                    origins.add(origin);
                }
            }
        }
        return new FilledTemplate(html.toString(), origins);
    }

    /** Without the characters that are ours. */
    static String without(String value) {
        return value.indexOf(BEGIN) < 0 && value.indexOf(END) < 0
                ? value
                : value.replace(String.valueOf(BEGIN), "").replace(String.valueOf(END), "");
    }
}
