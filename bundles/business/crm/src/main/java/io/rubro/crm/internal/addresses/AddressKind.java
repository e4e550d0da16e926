package io.rubro.crm.internal.addresses;

/** What an address is used for. */
public enum AddressKind {
    BILLING,
    DELIVERY,
    OTHER
}
