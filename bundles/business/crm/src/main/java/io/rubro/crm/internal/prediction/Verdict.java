package io.rubro.crm.internal.prediction;

/** What the history of an organisation is worth for an opportunity. */
public enum Verdict {
    /** Too few were decided: nothing is foretold. */
    SILENT,
    /** The model is no better than what one knows without it: the share of all that was won is given instead. */
    NOT_BETTER,
    /** The model was tried and is better. */
    USEFUL,
    /** This one is decided: there is nothing to foretell. */
    DECIDED,
    /** This one is in another currency than those that were learnt from. */
    OTHER_CURRENCY
}
