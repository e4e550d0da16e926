package io.rubro.devices.driver;

/** A message a driver cannot understand. Its text is shown to people: it says what is wrong with the message. */
public final class BadMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, in English, without the contents of the message */
    public BadMessageException(String message) {
        super(message);
    }
}
