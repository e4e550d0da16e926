package io.rubro.crm.consent;

/** How somebody said so. */
public enum ConsentMethod {
    WEB_FORM,
    PAPER,
    PHONE,
    EMAIL,
    IN_PERSON,
    /** By the link or the word that ends a mailing. */
    UNSUBSCRIBE,
    IMPORT,
    OTHER
}
