package io.rubro.crm;

/** What happened, or is to happen, with a contact. */
public enum InteractionType {
    CALL,
    EMAIL,
    MEETING,
    WHATSAPP,
    TASK,
    NOTE,
    /** The contact bought; carries an amount. */
    SALE,
    /** The contact paid; carries an amount. */
    PAYMENT;

    /** Whether interactions of this type carry an amount of money. */
    public boolean isMoney() {
        return this == SALE || this == PAYMENT;
    }
}
