package io.rubro.platform.observability.internal.health;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * Something the server lacks. Its words come from this bundle's own files and not through the platform's messages,
 * which may be the very thing that is missing.
 *
 * @param what the end of the message key
 * @param args what the message needs
 */
record Missing(String what, Map<String, String> args) {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    String words(Locale locale) {
        String text = ResourceBundle.getBundle("i18n.messages", locale, Missing.class.getClassLoader(), NO_FALLBACK)
                .getString("observability.missing." + what);
        for (Map.Entry<String, String> arg : args.entrySet()) {
            text = text.replace("{" + arg.getKey() + "}", arg.getValue());
        }
        return text;
    }
}
