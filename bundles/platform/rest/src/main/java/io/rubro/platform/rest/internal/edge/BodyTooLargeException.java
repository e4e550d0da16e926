package io.rubro.platform.rest.internal.edge;

import java.io.IOException;

/** The body of a request is larger than its method allows. */
public final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long limit;

    BodyTooLargeException(long limit) {
        super("body larger than " + limit + " bytes");
        this.limit = limit;
    }

    /** What is allowed, in bytes. */
    public long limit() {
        return limit;
    }
}
