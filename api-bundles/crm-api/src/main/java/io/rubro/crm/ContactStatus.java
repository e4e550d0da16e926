package io.rubro.crm;

/** How things stand with a contact. */
public enum ContactStatus {
    /** No business was done yet. */
    PROSPECT,
    /** Business is being done. */
    ACTIVE,
    /** No business is done at present. */
    INACTIVE,
    /** No business shall be done. */
    BLOCKED
}
