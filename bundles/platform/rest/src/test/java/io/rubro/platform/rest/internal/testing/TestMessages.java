package io.rubro.platform.rest.internal.testing;

import io.rubro.platform.module.Messages;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The texts of this bundle, found as the platform finds them, and one of the test's own. */
public final class TestMessages implements Messages {

    private final Properties spanish = read("messages.properties", new Properties());
    private final Properties argentinian = read("messages_es_AR.properties", spanish);
    private final Properties english = read("messages_en.properties", spanish);

    public TestMessages() {
        spanish.setProperty("notes.not-found", "No existe la nota {id}.");
        english.setProperty("notes.not-found", "There is no note {id}.");
        spanish.setProperty("notes.name-or-text", "Falta el nombre o el texto.");
    }

    /** All keys of one language. */
    public Properties in(String language) {
        return language.equals("en") ? english : spanish;
    }

    @Override
    public Optional<String> text(Locale locale, String key, Map<String, Object> args) {
        Properties texts = locale.getLanguage().equals("en")
                ? english
                : locale.getCountry().equals("AR") ? argentinian : spanish;
        String text = texts.getProperty(key);
        if (text == null) {
            return Optional.empty();
        }
        for (Map.Entry<String, Object> arg : args.entrySet()) {
            text = text.replace("{" + arg.getKey() + "}", String.valueOf(arg.getValue()));
        }
        return Optional.of(text);
    }

    private static Properties read(String file, Properties defaults) {
        Properties texts = new Properties(defaults);
        try (InputStreamReader in = new InputStreamReader(
                TestMessages.class.getResourceAsStream("/i18n/" + file), StandardCharsets.UTF_8)) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
