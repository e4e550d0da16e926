package io.rubro.crm.consent;

/** A way to reach somebody. */
public enum Channel {
    EMAIL,
    PHONE,
    WHATSAPP,
    SMS;

    /** Whether what is dialled is a telephone number. */
    public boolean isNumber() {
        return this != EMAIL;
    }
}
