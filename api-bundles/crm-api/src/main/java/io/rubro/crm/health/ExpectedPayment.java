package io.rubro.crm.health;

import io.rubro.platform.ids.Id;
import java.time.LocalDate;

/**
 * When an open invoice is likely to be paid.
 *
 * @param date the day; it may have passed
 * @param fromHistory whether it follows from how this business is paid; else it is the due date, which has proved to be the
 *     better guess here
 */
public record ExpectedPayment(Id invoiceId, LocalDate date, boolean fromHistory) {}
