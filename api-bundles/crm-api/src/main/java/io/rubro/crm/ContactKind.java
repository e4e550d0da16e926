package io.rubro.crm;

/** What a contact is. */
public enum ContactKind {
    /** A human being. */
    PERSON,
    /** A company, an association, a public body. */
    COMPANY
}
