package io.rubro.crm.health;

/** A coarse measure. */
public enum Level {
    LOW,
    MEDIUM,
    HIGH
}
