package io.rubro.crm;

/**
 * How many contacts in use were added, by the months of the organisation's time zone.
 *
 * @param thisMonth from the first of this month until now
 * @param lastMonth in the whole of the month before
 */
public record ContactGrowth(long thisMonth, long lastMonth) {}
