package io.rubro.invoice.documents.internal.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** The templates that come with the product. */
public final class BuiltInTemplates {

    private static final Map<PaperFormat, String> TEXTS = new EnumMap<>(PaperFormat.class);

    static {
        for (PaperFormat format : PaperFormat.values()) {
            TEXTS.put(format, read(format));
        }
    }

    private BuiltInTemplates() {}

    /** The one for this paper. */
    public static String of(PaperFormat format) {
        String text = TEXTS.get(format);
        if (text == null) {
            throw new IllegalStateException("no template for " + format);
        }
        return text;
    }

    private static String read(PaperFormat format) {
        try (InputStream in = BuiltInTemplates.class.getResourceAsStream("/print/" + format.template() + ".html")) {
            if (in == null) {
                throw new IllegalStateException("no template for " + format);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
