package io.rubro.platform.console.internal.modules;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running module as the console loads it.
 *
 * @param kind {@code core} or {@code plugin}
 * @param revision changes whenever the bundle is installed or updated: part of the address of its files
 * @param name what it is called, by language tag
 * @param assets where its files are
 * @param rest where its resources are
 * @param script the file with its views; null if it has none
 * @param languages the languages its screens have texts in
 * @param denied the paths of its pages the caller lacks the permission for
 */
public record ConsoleModule(
        String id,
        String kind,
        String version,
        String revision,
        Map<String, String> name,
        String assets,
        String rest,
        @Nullable String script,
        List<String> languages,
        @JsonUnwrapped ConsoleSection section,
        List<String> denied) {}
