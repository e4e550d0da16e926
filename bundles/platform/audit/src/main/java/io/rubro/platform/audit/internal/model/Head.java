package io.rubro.platform.audit.internal.model;

/**
 * The end of a chain.
 *
 * @param seq the number of the last entry; 0 if there is none
 * @param hash its hash; zeros if there is none
 */
public record Head(long seq, String hash) {

    /** Before the first entry. */
    public static final Head START = new Head(0, "0".repeat(64));
}
