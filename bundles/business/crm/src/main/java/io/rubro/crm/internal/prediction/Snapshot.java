package io.rubro.crm.internal.prediction;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What was known of an opportunity at one moment, when it entered an open stage.
 *
 * @param stage the one it entered
 * @param source where it came from, folded; null if nobody wrote that down
 * @param value what it would have brought, in the organisation's currency
 * @param customer whether its contact had bought before that day
 * @param entered the probability people had entered, in percent
 */
record Snapshot(Id stage, @Nullable String source, BigDecimal value, boolean customer, int entered) {}
