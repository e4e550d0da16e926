package io.rubro.billing;

/** Why an invoice corrects earlier ones, as the tax law sorts it (Ley 37/1992, article 80). */
public enum CorrectionReason {
    /** Returns, discounts and price changes after the fact, annulled operations, errors of law: article 80, one, two and six. */
    RETURN,
    /** The customer is insolvent: article 80, three. */
    INSOLVENCY,
    /** The debt cannot be collected: article 80, four. */
    BAD_DEBT,
    /** Any other reason, as a mistake in the data. */
    OTHER
}
