package io.rubro.crm.segments;

/** How it is decided who belongs to a segment. */
public enum SegmentKind {
    /** By its conditions, anew each time it is asked. */
    DYNAMIC,
    /** By people, one by one. */
    STATIC
}
