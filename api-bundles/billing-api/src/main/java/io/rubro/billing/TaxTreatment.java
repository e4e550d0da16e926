package io.rubro.billing;

/** How the law treats a supply. */
public enum TaxTreatment {
    /** Subject to the tax and charged with it. */
    TAXED,
    /** Subject to the tax, which the customer pays to the authority (Ley 37/1992, article 84.Uno.2º). */
    REVERSE_CHARGE,
    /** Exempt; {@link Tax#cause()} says by which rule. */
    EXEMPT,
    /** Not subject to the tax (Ley 37/1992, articles 7, 14 and others). */
    NOT_SUBJECT,
    /** Not subject to the tax here, because the supply takes place elsewhere. */
    NOT_SUBJECT_BY_PLACE;

    /** Whether tax is added to the price. */
    public boolean charges() {
        return this == TAXED;
    }
}
