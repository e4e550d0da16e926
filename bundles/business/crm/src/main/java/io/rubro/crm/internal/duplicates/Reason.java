package io.rubro.crm.internal.duplicates;

/** Why two contacts may be one. */
public enum Reason {
    /** The same tax id but for its country's letters. */
    TAX_ID(95),
    /** The same mailbox. */
    EMAIL(85),
    /** The same name but for legal form, order of words, case and accents. */
    NAME(50),
    /** The same telephone but for the country's prefix. */
    PHONE(45),
    /** A name that sounds the same. */
    SOUND(35),
    /** The same postal code or town; says something only beside another reason. */
    PLACE(12);

    private final int weight;

    Reason(int weight) {
        this.weight = weight;
    }

    /** How likely it makes it alone, from 0 to 100. */
    int weight() {
        return weight;
    }
}
