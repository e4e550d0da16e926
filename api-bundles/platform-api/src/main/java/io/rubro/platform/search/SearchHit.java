package io.rubro.platform.search;

/**
 * A record that was found.
 *
 * @param icon the name of an icon of the console: {@code user}, {@code file-text}
 * @param title what it is called
 * @param subtitle what tells it from others of that name; may be empty
 * @param path its page, within the pages of the module: {@code contacts/0DKJV00000001}
 */
public record SearchHit(String icon, String title, String subtitle, String path) {}
