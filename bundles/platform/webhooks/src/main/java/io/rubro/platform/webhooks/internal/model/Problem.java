package io.rubro.platform.webhooks.internal.model;

/** Why an endpoint gave no answer. */
public enum Problem {
    /** The name of its host is not known. */
    UNKNOWN_HOST,
    /** Its name leads to an address that must not be called. */
    FORBIDDEN_ADDRESS,
    /** Nobody takes the connection. */
    UNREACHABLE,
    /** No safe connection: a certificate that does not hold, or no common protocol. */
    TLS,
    /** It took too long. */
    TIMEOUT,
    /** The connection broke, or what came was not HTTP. */
    BROKEN
}
