package io.rubro.platform.security.internal.service;

import io.rubro.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Text a person typed: without surrounding blanks, and without control characters, which no screen or database wants. */
final class PlainText {

    private PlainText() {}

    /** @throws ProblemException 422 naming the field if the text has control characters */
    static String require(String field, String text) {
        if (hasControls(text)) {
            throw ProblemException.invalid(field, "security.text.control-character");
        }
        return text.strip();
    }

    /** As {@link #require}, for a field that may be left out and may have several lines. */
    static @Nullable String lines(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String unix = text.replace("\r\n", "\n").strip();
        require(field, unix.replace('\n', ' '));
        return unix;
    }

    static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /** The text with control characters left out and cut to a length. */
    static String tamed(String text, int length) {
        String tame = text.replaceAll("\\p{Cntrl}", "");
        return tame.substring(0, Math.min(tame.length(), length));
    }
}
