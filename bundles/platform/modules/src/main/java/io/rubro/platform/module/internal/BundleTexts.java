package io.rubro.platform.module.internal;

import io.rubro.platform.module.Module;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** The message files of all running modules. */
final class BundleTexts {

    private static final List<String> SUFFIXES = List.of("", "_es_AR", "_en");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_]+)}");

    private final Map<Bundle, Map<String, Map<String, String>>> byBundle = new ConcurrentHashMap<>();

    void add(Module module) throws IOException {
        Map<String, Map<String, String>> files = new HashMap<>();
        for (String suffix : SUFFIXES) {
            @Nullable URL url = module.bundle().getEntry(module.messages() + "/messages" + suffix + ".properties");
            if (url != null) {
                files.put(suffix, read(url));
            }
        }
        byBundle.put(module.bundle(), files);
    }

    private static Map<String, String> read(URL url) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> texts = new HashMap<>();
        properties.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }

    void remove(Bundle bundle) {
        byBundle.remove(bundle);
    }

    Optional<String> text(Locale locale, String key, Map<String, Object> args) {
        for (String suffix : suffixes(locale)) {
            for (Map<String, Map<String, String>> files : byBundle.values()) {
                @Nullable String text = files.getOrDefault(suffix, Map.of()).get(key);
                if (text != null) {
                    return Optional.of(fill(text, args));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> suffixes(Locale locale) {
        if (locale.getLanguage().equals("en")) {
            return List.of("_en", "");
        }
        return locale.getCountry().equals("AR") ? List.of("_es_AR", "") : List.of("");
    }

    static String fill(String text, Map<String, Object> args) {
        Matcher placeholders = PLACEHOLDER.matcher(text);
        return placeholders.replaceAll(
                m -> Matcher.quoteReplacement(String.valueOf(args.getOrDefault(m.group(1), m.group()))));
    }
}
