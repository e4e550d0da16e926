package io.rubro.platform.security.internal.service;

import io.rubro.platform.rest.IfMatch;

/** {@code If-Match} headers. */
final class TestMatch {

    private TestMatch() {}

    static IfMatch any() {
        return IfMatch.valueOf("*");
    }

    static IfMatch version(long version) {
        return IfMatch.valueOf("\"" + version + "\"");
    }
}
