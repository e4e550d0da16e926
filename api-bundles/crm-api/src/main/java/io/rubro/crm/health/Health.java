package io.rubro.crm.health;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a customer, from issued invoices and their payments alone, in the organisation's own currency. How each
 * is computed is said in the guide and, for one customer, by {@link CustomerHealth#explain}.
 *
 * @param asOf the day it holds for, in the organisation's time zone
 * @param currency ISO 4217
 * @param invoices how many invoices count: issued, not cancelled, not replaced
 * @param lifetimeValue what was invoiced in all, corrections taken off; two decimals
 * @param meanInvoice {@code lifetimeValue / invoices}; null without invoices
 * @param paid what was paid in all
 * @param balance what is owed
 * @param overdue what is owed and past its due date
 * @param unpaidInvoices how many invoices are not paid in full
 * @param overdueDays how many days the oldest of those overdue is past its due date; 0 if none is
 * @param daysToPay mean days from issue to full payment, over the paid invoices; null if none is paid
 * @param onTimePercent share of invoices paid by their due date, in percent from 0 to 100, over those paid or overdue; null if
 *     there is none
 * @param frequencyDays usual days between two purchases; null with fewer than two
 * @param nextInvoice the day the next invoice is to be expected; null without a frequency
 * @param defaultRisk the risk of not being paid
 * @param churnScore the risk of losing the customer, from 0 (none) to 100 (lost); null without invoices
 * @param growth potential
 * @param top whether the customer is among the most valuable five in a hundred
 */
public record Health(
        Id contactId,
        LocalDate asOf,
        String currency,
        Grade grade,
        int invoices,
        BigDecimal lifetimeValue,
        @Nullable BigDecimal meanInvoice,
        BigDecimal paid,
        BigDecimal balance,
        BigDecimal overdue,
        int unpaidInvoices,
        int overdueDays,
        @Nullable LocalDate firstInvoice,
        @Nullable LocalDate lastInvoice,
        @Nullable LocalDate lastPayment,
        @Nullable Integer daysToPay,
        @Nullable Integer onTimePercent,
        @Nullable Integer frequencyDays,
        @Nullable LocalDate nextInvoice,
        Level defaultRisk,
        @Nullable Integer churnScore,
        Level growth,
        boolean top) {}
