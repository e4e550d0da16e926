package io.rubro.fiscal.verifactu.internal.submission;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A message to the authority came to nothing. */
public final class ExchangeException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final @Nullable String code;

    /** What came of it. */
    public enum Problem {
        /** Nobody could be reached: the message did not leave. */
        UNREACHABLE,
        /** It left, and no answer that can be understood came back: it may have arrived. */
        NO_ANSWER,
        /** The authority has a trouble of its own. */
        UNAVAILABLE,
        /** The authority refused the message as a whole, and would again. */
        REFUSED,
        /** The message was refused, probably for one of its records. */
        SPOILED;

        /** Whether the message may have arrived all the same. */
        public boolean uncertain() {
            return this == NO_ANSWER || this == UNAVAILABLE;
        }
    }

    ExchangeException(Problem problem, @Nullable String code, String message) {
        super(message);
        this.problem = problem;
        this.code = code;
    }

    ExchangeException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
        this.code = null;
    }

    /** What came of it. */
    public Problem problem() {
        return problem;
    }

    /** The authority's code; null if it gave none. */
    public @Nullable String code() {
        return code;
    }

    /** What happened, for a person. */
    public String text() {
        String message = getMessage();
        return message == null ? problem.name() : message;
    }
}
