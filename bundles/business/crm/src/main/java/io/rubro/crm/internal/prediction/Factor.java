package io.rubro.crm.internal.prediction;

/** What a probability of winning is made of. */
public enum Factor {
    /** The stage it is in: where the probability starts. */
    STAGE,
    /** Where it came from. */
    SOURCE,
    /** In which third of the values it is. */
    VALUE,
    /** Whether its contact had bought before. */
    CUSTOMER
}
