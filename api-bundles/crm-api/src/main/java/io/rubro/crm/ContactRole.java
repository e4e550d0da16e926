package io.rubro.crm;

/** What a contact is to the business; it may be several things at once. */
public enum ContactRole {
    /** Buys, or has bought. */
    CUSTOMER,
    /** May buy one day. */
    LEAD,
    /** Sells to the business. */
    SUPPLIER,
    /** Works for the business. */
    STAFF
}
