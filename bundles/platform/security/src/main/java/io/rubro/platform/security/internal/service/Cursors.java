package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;

/** Reads the parts of a cursor a caller sends back. */
final class Cursors {

    private Cursors() {}

    /** @throws ProblemException 422 if it is none this server made */
    static String text(String part) {
        if (PlainText.hasControls(part)) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
        return part;
    }

    /** @throws ProblemException 422 if it is none this server made */
    static Id id(String part) {
        try {
            return Id.valueOf(part);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }
}
