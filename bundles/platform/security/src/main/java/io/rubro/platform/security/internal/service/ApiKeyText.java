package io.rubro.platform.security.internal.service;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of an API key, {@code rbk_<prefix>_<secret>}: the prefix finds the key, the 256-bit secret proves it. Hex
 * throughout, so that a double click selects it whole; {@code rbk_} lets scanners of repositories recognise it.
 */
record ApiKeyText(String prefix, String secret) {

    private static final Pattern FORM = Pattern.compile("rbk_[0-9a-f]{12}_[0-9a-f]{64}");

    static ApiKeyText random() {
        HexFormat hex = HexFormat.of();
        return new ApiKeyText(hex.formatHex(Secrets.random(6)), hex.formatHex(Secrets.random(32)));
    }

    static Optional<ApiKeyText> parse(String text) {
        String bare = text.strip();
        return FORM.matcher(bare).matches()
                ? Optional.of(new ApiKeyText(bare.substring(4, 16), bare.substring(17)))
                : Optional.empty();
    }

    /** What is stored. */
    String hash() {
        return Secrets.sha256(secret);
    }

    /** What the user of the key sends. */
    String text() {
        return "rbk_" + prefix + "_" + secret;
    }

    @Override
    public String toString() {
        return "rbk_" + prefix + "_…";
    }
}
