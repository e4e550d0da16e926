package io.rubro.billing;

/** How an invoice corrects earlier ones (RD 1619/2012, article 15.5). */
public enum CorrectionMethod {
    /** It says the whole again, as it should have been. */
    SUBSTITUTION,
    /** It says the difference only; what is taken back is negative. */
    DIFFERENCES
}
