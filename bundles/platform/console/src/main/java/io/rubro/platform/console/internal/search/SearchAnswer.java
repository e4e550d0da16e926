package io.rubro.platform.console.internal.search;

import java.util.List;

/**
 * What was found.
 *
 * @param items the hits, those of a module together
 * @param incomplete the modules that failed or took too long
 */
public record SearchAnswer(List<Hit> items, List<String> incomplete) {

    public SearchAnswer {
        items = List.copyOf(items);
        incomplete = List.copyOf(incomplete);
    }

    /**
     * A record that was found.
     *
     * @param module whose it is
     * @param path its page, within the pages of the module
     */
    public record Hit(String module, String icon, String title, String subtitle, String path) {}
}
