package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.fiscal.verifactu.internal.model.XmlText;

/** Texts of people as literals. */
final class Texts {

    /** The most characters of a name. */
    static final int NAME = 120;
    /** The most characters of a description. */
    static final int DESCRIPTION = 500;

    private Texts() {}

    /**
     * A text on one line without characters XML does not know or blanks at its ends, at most so long and no character
     * halved.
     */
    static String clean(String text, int max) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().map(c -> XmlText.isCharacter(c) ? c : ' ').forEach(line::appendCodePoint);
        String clean =
                line.toString().replaceAll("[\\s\\u0085\\u2028\\u2029]+", " ").strip();
        if (clean.length() <= max) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(max - 1)) ? max - 1 : max;
        return clean.substring(0, end).strip();
    }
}
