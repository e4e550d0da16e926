package io.rubro.invoice.documents.internal.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words on a document in one language, for issuers of one country: the language decides how figures and dates are
 * written, the country which of two words for the same thing is the law's ({@code Factura rectificativa}, {@code Nota de
 * crédito}).
 */
public final class Wording {

    /** Language tags that may be asked for. */
    public static final List<String> LANGUAGES = List.of("es-ES", "es-AR", "en");

    private static final Map<String, Wording> KNOWN = new ConcurrentHashMap<>();

    private final Locale locale;
    private final Map<String, String> texts;

    private Wording(Locale locale, Map<String, String> texts) {
        this.locale = locale;
        this.texts = Map.copyOf(texts);
    }

    /**
     * In the best language there is: Argentine Spanish, English, and for all others Spanish.
     *
     * @param country the issuer's, ISO 3166 alpha-2
     */
    public static Wording in(Locale wanted, String country) {
        String tag =
                switch (wanted.getLanguage()) {
                    case "en" -> "en";
                    case "es" -> "AR".equals(wanted.getCountry()) ? "es-AR" : "es-ES";
                    default -> "es-ES";
                };
        return KNOWN.computeIfAbsent(tag + " " + country, key -> load(tag, country));
    }

    private static Wording load(String tag, String country) {
        String language = tag.substring(0, 2);
        Map<String, String> texts = new HashMap<>();
        read(language, texts);
        if (Wording.class.getResource("/print/" + language + "_" + country + ".properties") != null) {
            read(language + "_" + country, texts);
        }
        return new Wording(Locale.forLanguageTag(tag), texts);
    }

    private static void read(String file, Map<String, String> into) {
        try (InputStream in = Wording.class.getResourceAsStream("/print/" + file + ".properties")) {
            if (in == null) {
                throw new IllegalStateException("no texts " + file);
            }
            Properties properties = new Properties();
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            properties.stringPropertyNames().forEach(key -> into.put(key, properties.getProperty(key)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The language, {@code es-ES}, {@code es-AR} or {@code en}. */
    public Locale locale() {
        return locale;
    }

    /** Whether it has words for this. */
    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /**
     * The words for a key, {@code {0}}, {@code {1}}… replaced by the arguments.
     *
     * @throws IllegalArgumentException if there are none: a mistake of ours
     */
    public String text(String key, String... args) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text " + key + " in " + locale);
        }
        for (int i = 0; i < args.length; i++) {
            text = text.replace("{" + i + "}", args[i]);
        }
        return text;
    }

    /** All words by key: what templates name as {@code t.issue-date}; a point in a key is a hyphen there. */
    public Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        texts.forEach((key, text) -> labels.put(key.replace('.', '-'), text));
        return labels;
    }
}
