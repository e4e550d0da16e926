package io.rubro.platform.events.internal.journal;

/** The cursor is not where this node left it: another one serves the subscriber now, and this one must let go. */
final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FencedException(String subscriber) {
        super("the cursor of " + subscriber + " has another owner");
    }
}
