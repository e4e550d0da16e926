package io.rubro.crm.internal.duplicates;

/**
 * Something two contacts have in common if they are one.
 *
 * @param value in the form in which it is compared, at most 254 characters
 */
record Key(Reason reason, String value) {}
