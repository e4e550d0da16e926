package io.rubro.crm;

/** How large a company is, as the business judges it. */
public enum CompanySize {
    SMALL,
    MEDIUM,
    LARGE
}
