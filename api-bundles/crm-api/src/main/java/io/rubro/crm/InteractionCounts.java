package io.rubro.crm;

/**
 * How much is to be done, by the days of the organisation's time zone. No interaction counts twice.
 *
 * @param overdue due before today
 * @param today due today, at whatever time
 * @param upcoming due later
 */
public record InteractionCounts(long overdue, long today, long upcoming) {}
