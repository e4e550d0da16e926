package io.rubro.billing.internal.documents.model;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;

/**
 * How much of a line is to be made into another document.
 *
 * @param quantity above zero, not more than is open
 */
public record Part(Id lineId, BigDecimal quantity) {}
