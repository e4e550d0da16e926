package io.rubro.invoice.documents.internal.print;

import java.util.Arrays;
import java.util.Optional;

/** The sorts of paper an invoice is printed on; each has its template. */
public enum PaperFormat {
    /** Sheets of 210 × 297 mm. */
    A4("invoice"),
    /** A strip 80 mm wide, as long as what it says. */
    TICKET("ticket");

    private final String template;

    PaperFormat(String template) {
        this.template = template;
    }

    /** The kind of its template: {@code invoice}, {@code ticket}. */
    public String template() {
        return template;
    }

    /** By its name in a request: {@code a4}, {@code ticket}. */
    public static Optional<PaperFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** By the kind of its template. */
    public static Optional<PaperFormat> ofTemplate(String kind) {
        return Arrays.stream(values())
                .filter(format -> format.template.equals(kind))
                .findFirst();
    }
}
