package io.rubro.crm;

/**
 * An interaction in a list over several contacts.
 *
 * @param contactName the name of its contact, who may be archived
 */
public record Activity(Interaction interaction, String contactName) {}
