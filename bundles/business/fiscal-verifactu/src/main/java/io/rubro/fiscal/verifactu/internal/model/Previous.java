package io.rubro.fiscal.verifactu.internal.model;

/** How a record names the one before it: Orden HAC/1177/2024, article 7.a. */
public record Previous(String issuer, String number, String issueDate, String fingerprint) {}
