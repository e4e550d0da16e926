package io.rubro.platform.marketplace.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An order to install a plugin.
 *
 * @param by who gives it
 * @param locale the language to refuse it in
 * @param deployFile the name of the file in the deploy folder it comes from; null if it comes another way
 * @param force whether an older version, or another build of the same version, may take the place of what is there
 */
record Order(String by, Locale locale, @Nullable String deployFile, boolean force) {}
