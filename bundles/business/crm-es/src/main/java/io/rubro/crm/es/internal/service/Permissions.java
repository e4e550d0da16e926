package io.rubro.crm.es.internal.service;

/** The permissions of the CRM and of billing that the Spanish API asks for; it has none of its own. */
public final class Permissions {

    public static final String READ_CLIENTS = "crm.contact.read";
    public static final String WRITE_CLIENTS = "crm.contact.write";
    public static final String REMOVE_CLIENTS = "crm.contact.delete";
    public static final String READ_ACTIVITIES = "crm.interaction.read";
    public static final String WRITE_ACTIVITIES = "crm.interaction.write";
    public static final String READ_DEALS = "crm.opportunity.read";
    public static final String WRITE_DEALS = "crm.opportunity.write";
    public static final String READ_HEALTH = "crm.interaction.read";
    public static final String READ_ADVICE = "crm.recommendation.read";
    public static final String ISSUE_INVOICES = "billing.invoice.issue";

    private Permissions() {}
}
