package io.rubro.platform.module;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The texts of all running modules, in Spanish (of Spain and Argentina) and English. */
@ProviderType
public interface Messages {

    /**
     * The text for a key in the best language there is: {@code es-AR} falls back to {@code es}, everything else to
     * {@code es}; {@code {name}} is replaced by the argument of that name.
     *
     * @return empty if no running module knows the key
     */
    Optional<String> text(Locale locale, String key, Map<String, Object> args);
}
