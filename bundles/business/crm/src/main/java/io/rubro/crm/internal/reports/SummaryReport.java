package io.rubro.crm.internal.reports;

import java.math.BigDecimal;

/**
 * The customers of the organisation at a glance; sums are in its currency.
 *
 * @param contacts in use
 * @param customers those that buy
 * @param active customers business is being done with
 * @param newContacts added this month
 * @param pending activities to be done
 * @param overdue of these, whose time is over
 * @param openOpportunities still to be decided
 * @param openValue what these would bring
 * @param weightedValue weighted with the probabilities people entered
 * @param wonThisMonth how many were won since the first of this month
 * @param wonValueThisMonth what these bring
 * @param wonValueLastMonth what was won in the whole of the month before
 * @param expectedThisQuarter the weighted value of what is to be decided until the end of this quarter
 * @param atRisk customers who may be lost or may not pay
 * @param overdueDebt what customers owe past its due date
 */
public record SummaryReport(
        String currency,
        long contacts,
        long customers,
        long active,
        long newContacts,
        long pending,
        long overdue,
        long openOpportunities,
        BigDecimal openValue,
        BigDecimal weightedValue,
        long wonThisMonth,
        BigDecimal wonValueThisMonth,
        BigDecimal wonValueLastMonth,
        BigDecimal expectedThisQuarter,
        long atRisk,
        BigDecimal overdueDebt) {}
