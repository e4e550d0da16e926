package io.rubro.crm.custom;

/** What a field of the organisation's own holds, and its normal form. */
public enum FieldType {
    /** A text as it was typed, at most 500 characters. */
    TEXT,
    /** A decimal number without needless zeros, {@code 1234.5}; at most 15 digits before and 6 after the point. */
    NUMBER,
    /** A day, {@code 2026-11-20}. */
    DATE,
    /** {@code true} or {@code false}. */
    YES_NO,
    /** One of the field's options. */
    CHOICE
}
