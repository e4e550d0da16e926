package io.rubro.crm.consent;

/** What somebody is written to or called for. */
public enum Purpose {
    /** Offers and news: nobody is sent any without having agreed (LSSI art. 21, RGPD art. 6.1.a). */
    MARKETING,
    /** What belongs to business that is under way: reminders of appointments, invoices, deliveries. */
    TRANSACTIONAL
}
