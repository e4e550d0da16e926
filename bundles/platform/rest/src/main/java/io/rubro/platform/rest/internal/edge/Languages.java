package io.rubro.platform.rest.internal.edge;

import io.rubro.platform.security.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Chooses the language of an answer: Spanish of Spain or Argentina, or English. */
final class Languages {

    private static final Locale ARGENTINA = Locale.forLanguageTag("es-AR");

    /** Browsers send few different headers; strangers may send any number, which must not fill the memory. */
    private static final int REMEMBERED = 256;

    private final Map<String, Locale> known = new ConcurrentHashMap<>();

    /** The language for an {@code Accept-Language} header; Spanish of Spain if it asks for none we speak. */
    Locale choose(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return Caller.DEFAULT_LOCALE;
        }
        @Nullable Locale remembered = known.get(header);
        if (remembered != null) {
            return remembered;
        }
        Locale chosen = parse(header);
        if (known.size() < REMEMBERED && header.length() < 200) {
            known.put(header, chosen);
        }
        return chosen;
    }

    private static Locale parse(String header) {
        List<LanguageRange> ranges;
        try {
            ranges = LanguageRange.parse(header);
        } catch (IllegalArgumentException notALanguage) {
            return Caller.DEFAULT_LOCALE;
        }
        for (LanguageRange range : ranges) {
            Locale locale = Locale.forLanguageTag(range.getRange());
            if (range.getWeight() > 0 && locale.getLanguage().equals("es")) {
                return locale.getCountry().equals("AR") ? ARGENTINA : Caller.DEFAULT_LOCALE;
            }
            if (range.getWeight() > 0 && locale.getLanguage().equals("en")) {
                return Locale.ENGLISH;
            }
        }
        return Caller.DEFAULT_LOCALE;
    }
}
