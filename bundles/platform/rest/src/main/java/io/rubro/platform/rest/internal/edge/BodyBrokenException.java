package io.rubro.platform.rest.internal.edge;

import java.io.IOException;

/** The body of a request ended before it was complete, or its framing is wrong. */
public final class BodyBrokenException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyBrokenException(IOException cause) {
        super(cause);
    }
}
