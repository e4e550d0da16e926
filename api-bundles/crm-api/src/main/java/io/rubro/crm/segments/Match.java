package io.rubro.crm.segments;

/** How many conditions of a segment must hold. */
public enum Match {
    ALL,
    ANY
}
